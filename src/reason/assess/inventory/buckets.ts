import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { PublicAccessBlock, SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Result } from '../check.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { allow, type Subject, unsettled } from './say.ts'
import { type KnownTrail, knownTrails, unreadTrails } from './trails.ts'

/** A bucket that trails deliver to. */
export interface LogBucket {
  readonly name: string
  readonly bucket: SnapshotBucket
  readonly trails: readonly KnownTrail[]
  /** Its owner where that is known, otherwise the account that was asked. */
  readonly account: string
  readonly subject: Subject
}

const better = <T>(a: Observed<T> | undefined, b: Observed<T> | undefined) =>
  a === undefined || (!isKnown(a) && b !== undefined && isKnown(b)) ? b : a

/** Two readings of one bucket, by two accounts: known beats unknown. */
const merged = (a: SnapshotBucket, b: SnapshotBucket): SnapshotBucket => {
  const fields = Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => {
      const [one, other] = [a, b].map((x) => (x as Record<string, unknown>)[key])
      const isObserved = [one, other].some((v) => typeof v === 'object' && v !== null)
      return [
        key,
        isObserved ? better(one as Observed<unknown>, other as Observed<unknown>) : (one ?? other),
      ]
    }),
  )
  return fields as SnapshotBucket
}

const bucketsByName = (world: World): ReadonlyMap<string, SnapshotBucket> =>
  world.once('buckets by name', () => {
    const byName = new Map<string, SnapshotBucket>()
    for (const bucket of world.snapshot.buckets) {
      const had = byName.get(bucket.name)
      byName.set(bucket.name, had === undefined ? bucket : merged(had, bucket))
    }
    return byName
  })

/** Every bucket of the snapshot, each once. */
export const bucketsOf = (world: World): readonly SnapshotBucket[] => [
  ...bucketsByName(world).values(),
]

export const bucketNamed = (world: World, name: string): SnapshotBucket | undefined =>
  bucketsByName(world).get(name)

export const ownerOf = (bucket: SnapshotBucket): string | undefined =>
  isKnown(bucket.owner) ? bucket.owner.known : undefined

export const subjectOf = (
  bucket: SnapshotBucket,
  otherwise: string,
  partition: string,
): Subject => ({
  resource: `arn:${partition}:s3:::${bucket.name}`,
  account: ownerOf(bucket) ?? bucket.account ?? otherwise,
  region: isKnown(bucket.region) ? bucket.region.known : 'global',
})

/** Trails by the bucket that they deliver to. */
export const trailsByBucket = (world: World): ReadonlyMap<string, readonly KnownTrail[]> =>
  world.once('trails by bucket', () => groupBy(knownTrails(world), (t) => t.settings.s3Bucket))

export const accountBlockOf = (
  world: World,
  account: string | undefined,
): Observed<PublicAccessBlock | null> | undefined =>
  account === undefined
    ? undefined
    : world
        .once(
          'account public access',
          () => new Map(world.snapshot.accountPublicAccess.map((a) => [a.account, a.block])),
        )
        .get(account)

const isGone = (bucket: SnapshotBucket): boolean =>
  bucket.exists !== undefined && isKnown(bucket.exists) && !bucket.exists.known

const eachLogBucket = (world: World): readonly (LogBucket | Result)[] =>
  world.once('log buckets', () =>
    [...trailsByBucket(world)].map(([name, trails]): LogBucket | Result => {
      const bucket = bucketNamed(world, name)
      const [first] = trails
      const account = first?.account ?? ''
      const partition = first?.partition ?? 'aws'
      if (bucket === undefined)
        return unsettled(
          { resource: `arn:${partition}:s3:::${name}`, account, region: 'global' },
          `Bucket ${name}, which receives trail ${first?.name}, was not collected`,
          `Collect the account that owns bucket ${name}`,
        )
      const subject = subjectOf(bucket, account, partition)
      return { name, bucket, trails, account: subject.account, subject }
    }),
  )

/**
 * Judges every bucket that trails deliver to. A trail or bucket that was not read is an unknown; one that is gone has
 * no settings to judge, and is the affair of `log-bucket-missing-or-foreign`, unless `withGone` asks for it too.
 */
export const overLogBuckets = (
  world: World,
  what: string,
  judge: (log: LogBucket) => readonly Result[],
  withGone = false,
): readonly Result[] => [
  ...unreadTrails(world, what),
  ...eachLogBucket(world).flatMap((log) =>
    'status' in log ? [log] : isGone(log.bucket) && !withGone ? [] : judge(log),
  ),
]

/** An unknown about a setting of a log bucket that was not read. */
export const unreadSetting = (
  log: LogBucket,
  what: string,
  value: Observed<unknown>,
  permission: string,
): Result =>
  unsettled(
    log.subject,
    `${what} of log bucket ${log.name} is not known, because ${whyUnknown(value)}`,
    allow(permission, log.account),
  )

/** `main and audit`, as a sentence names the trails of a bucket. */
export const namesOf = (trails: readonly KnownTrail[]): readonly string[] =>
  trails.map((t) => t.name)
