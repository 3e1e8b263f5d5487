import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Place } from '../copies/places.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'

/** A bucket that holds log files, with all that is known of it and of what is delivered to it. */
export interface LogBucket {
  readonly name: string
  /** Undefined where it was not read: nobody knows who is charged for it. */
  readonly owner: string | undefined
  readonly region: string | undefined
  readonly read: readonly SnapshotBucket[]
  /** What of it was ingested. */
  readonly places: readonly Place[]
  /** Trails that are set to deliver to it. */
  readonly trails: readonly PricedTrail[]
}

/** The latest reading that succeeded. */
export const latestOf = <T>(
  { read }: LogBucket,
  of: (bucket: SnapshotBucket) => Observed<T> | undefined,
): T | undefined =>
  read.toReversed().flatMap((bucket) => {
    const value = of(bucket)
    return value !== undefined && isKnown(value) ? [value.known] : []
  })[0]

const readingsOf = (snapshots: readonly Snapshot[]): ReadonlyMap<string, SnapshotBucket[]> =>
  groupBy(
    snapshots.flatMap((s) => s.buckets).sort((a, b) => a.readAt - b.readAt),
    (bucket) => bucket.name,
  )

/** Every bucket that a trail delivers to or that log files were ingested from, by name. */
export const logBuckets = ({ snapshots, places, trails }: Measured): readonly LogBucket[] => {
  const readings = readingsOf(snapshots)
  const names = [
    ...places.flatMap(({ bucket }) => bucket ?? []),
    ...trails.flatMap(({ config }) => config?.s3Bucket ?? []),
  ]
  return [...new Set(names)].sort().map((name) => {
    const known: LogBucket = {
      name,
      owner: undefined,
      region: undefined,
      read: readings.get(name) ?? [],
      places: places.filter((place) => place.bucket === name),
      trails: trails.filter(({ config }) => config?.s3Bucket === name),
    }
    return {
      ...known,
      owner: latestOf(known, (b) => b.owner),
      region: latestOf(known, (b) => b.region),
    }
  })
}

/** Stands for an account that could not be read. */
export const UNKNOWN_ACCOUNT = 'unknown'

/** Stands for a region that could not be read: at the prices of the commercial regions. */
export const UNKNOWN_REGION = 'unknown'

/** In other partitions than `aws` no price is known, and a trail delivers within its own. */
const regionLike = (trail: PricedTrail | undefined): string =>
  trail === undefined || trail.arn.partition === 'aws' ? UNKNOWN_REGION : trail.arn.region

/** Where a line about a bucket is charged: its owner, in its region, as far as that was read. */
export const chargedFor = (
  bucket: LogBucket,
): { readonly account: string; readonly region: string; readonly note: string } => ({
  account: bucket.owner ?? UNKNOWN_ACCOUNT,
  region: bucket.region ?? regionLike(bucket.trails[0]),
  note:
    bucket.owner !== undefined && bucket.region !== undefined
      ? ''
      : `Owner or region of bucket ${bucket.name} is not known`,
})

/** The one trail that a bucket serves; null for several. */
export const onlyTrail = ({ trails }: LogBucket): string | null => {
  const [first, ...more] = trails
  return first === undefined || more.length > 0 ? null : first.arn.arn
}

/** A bucket as it is, and as it was before a proposal: undefined where none of the log files was in it. */
export interface BilledBucket {
  readonly bucket: LogBucket
  readonly before: LogBucket | undefined
}

/** Every bucket of a bill: those of today, whatever a proposal makes of their trails, and those that it adds. */
export const billedBuckets = (measured: Measured): readonly BilledBucket[] => {
  const own = logBuckets(measured)
  if (measured.was === undefined) return own.map((bucket) => ({ bucket, before: bucket }))
  const before = logBuckets(measured.was)
  const left = before.filter(({ name }) => !own.some((bucket) => bucket.name === name))
  return [
    ...own.map((bucket) => ({ bucket, before: before.find(({ name }) => name === bucket.name) })),
    ...left.map((bucket) => ({ bucket: { ...bucket, trails: [] }, before: bucket })),
  ].sort((a, b) => (a.bucket.name < b.bucket.name ? -1 : 1))
}
