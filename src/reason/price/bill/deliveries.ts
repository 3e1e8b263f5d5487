import { isKnown } from '../../../model/observed.ts'
import {
  add,
  between,
  exactly,
  NONE,
  type Range,
  scale,
  sum,
  UNKNOWN,
} from '../../../model/range.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { membersOf } from '../copies/members.ts'
import type { Place } from '../copies/places.ts'
import { cellKey, type PricedTrail } from '../copies/recorder.ts'
import type { LogBucket } from './buckets.ts'
import type { Measured } from './measured.ts'

/** A digest is written each hour for each account and region (facts/aws.md 2.2): 730 a month. */
const DIGESTS = 730

/** Log files and digests that are delivered to a bucket in a month. */
export interface Deliveries {
  readonly files: Range
  readonly digests: Range
  readonly measured: boolean
}

/** Of a bucket that no trail delivered to. */
export const NOTHING: Deliveries = { files: NONE, digests: NONE, measured: false }

/** How many regions an account has on, as it was read last; undefined where it was not. */
const enabledRegions = (snapshots: readonly Snapshot[], account: string): number | undefined =>
  snapshots
    .flatMap((s) => s.regions)
    .filter((r) => r.account === account)
    .sort((a, b) => b.readAt - a.readAt)
    .flatMap(({ regions }) =>
      isKnown(regions) ? [regions.known.filter((r) => r.enabled).length] : [],
    )[0]

/** The accounts and regions that a trail works in at most; undefined where one of its accounts is not known well enough. */
const placesOfWork = (
  { arn, config }: PricedTrail,
  { snapshots }: Measured,
): number | undefined => {
  if (config === undefined) return undefined
  const accounts = config.isOrganization
    ? membersOf(snapshots, arn.account)
    : new Set([arn.account])
  if (accounts === undefined) return undefined
  const each = [...accounts].map((account) =>
    config.isMultiRegion ? enabledRegions(snapshots, account) : 1,
  )
  return each.reduce<number | undefined>(
    (all, n) => (all === undefined || n === undefined ? undefined : all + n),
    0,
  )
}

/** The accounts and regions for which a trail writes digests: at least where there are events, at most where it works. */
const cellsOf = (trail: PricedTrail, places: readonly Place[], measured: Measured): Range => {
  const { config } = trail
  if (config?.isMultiRegion === false && !config.isOrganization) return exactly(1)
  const seen = places.filter((place) => trail.reaches(place) !== 'no')
  const cells = new Set(seen.map(cellKey)).size
  const most = placesOfWork(trail, measured)
  return between(cells, most === undefined ? null : Math.max(cells, most), cells)
}

/** Digests a month that a trail writes while it is on, out of the places that its files lie in. */
export const digestsBy = (
  trail: PricedTrail,
  places: readonly Place[],
  measured: Measured,
): Range => {
  const state = trail.stateIn(trail.arn)
  if (trail.config?.logFileValidation !== true || state === 'off') return NONE
  const all = scale(cellsOf(trail, places, measured), DIGESTS)
  return state === 'on' ? all : atMost(all)
}

const digestsOf = (bucket: LogBucket, measured: Measured): Range =>
  sum(bucket.trails.map((trail) => digestsBy(trail, bucket.places, measured)))

/** Whether a bucket may be given files that were not read, of trails that are on or of nobody knows whom. */
const isPartlyRead = (bucket: LogBucket, { recorders }: Measured): boolean => {
  const arns = new Set(bucket.trails.map(({ arn }) => arn.arn))
  const root = `s3://${bucket.name}`
  return [...recorders].some(([key, own]) => {
    const [account = '', region = ''] = key.split(' ')
    const delivers = (trail: PricedTrail): boolean =>
      arns.has(trail.arn.arn) && trail.stateIn({ account, region }) !== 'off'
    return own
      .filter(({ complete, isProposed }) => !complete && isProposed === undefined)
      .some(({ id, trail, writers }) =>
        trail === undefined && writers.length === 0
          ? id === root || id.startsWith(`${root}/`)
          : (trail === undefined ? writers : [trail]).some(delivers),
      )
  })
}

/** Files as they were ingested, and more where not all were; where none was, how many there are is not known. */
export const deliveriesTo = (bucket: LogBucket, measured: Measured): Deliveries => {
  const { places } = bucket
  const files = places.reduce((all, place) => all + place.files, 0) * measured.factor
  return {
    files: isPartlyRead(bucket, measured)
      ? between(files, null, null)
      : places.length === 0
        ? UNKNOWN
        : exactly(files),
    digests: digestsOf(bucket, measured),
    measured: places.length > 0,
  }
}

export const allOf = ({ files, digests }: Deliveries): Range => add(files, digests)

/** A share that is not known, of none to all. */
export const atMost = (range: Range): Range => ({ ...range, low: 0 })
