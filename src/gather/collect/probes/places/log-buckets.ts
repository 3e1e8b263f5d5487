import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import type { SnapshotTrail } from '../../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { trailsAskedBy } from './asker.ts'
import { perSnapshot } from './per-snapshot.ts'

/** The bucket that a trail delivers to, and the prefix there; `undefined` where the trail could not be read. */
export const destinationOf = (
  trail: SnapshotTrail,
): { readonly bucket: string; readonly prefix: string } | undefined =>
  isKnown(trail.config)
    ? { bucket: trail.config.known.s3Bucket, prefix: trail.config.known.s3Prefix }
    : undefined

const SPEAKS_OF_CLOUDTRAIL = /cloudtrail/i

/** Whether a policy names CloudTrail: it was let in once, whether or not a trail still delivers. */
export const speaksOfCloudTrail = (policy: SnapshotBucket['policy']): boolean =>
  policy !== undefined && isKnown(policy) && SPEAKS_OF_CLOUDTRAIL.test(JSON.stringify(policy.known))

const holdsCloudTrailKeys = ({ cloudTrailKeys: keys }: SnapshotBucket): boolean =>
  keys !== undefined && isKnown(keys) && keys.known.prefixes.length > 0

const byOwner = perSnapshot((found) =>
  groupBy(found.buckets, ({ owner }) => (isKnown(owner) ? owner.known : undefined)),
)

/** The buckets that an account owns. */
export const ownedBy = (found: Snapshot, account: string): readonly SnapshotBucket[] =>
  byOwner(found).get(account) ?? []

/** By bucket, the prefixes that trails deliver under. */
const delivered = perSnapshot((found): ReadonlyMap<string, readonly string[]> => {
  const prefixes = new Map<string, string[]>()
  for (const to of found.trails.flatMap((t) => destinationOf(t) ?? [])) {
    prefixes.set(to.bucket, [...(prefixes.get(to.bucket) ?? []), to.prefix])
  }
  return prefixes
})

/** The names of the buckets whose owner is known. */
const owned = perSnapshot(
  ({ buckets }): ReadonlySet<string> =>
    new Set(buckets.filter((b) => isKnown(b.owner)).map((b) => b.name)),
)

/**
 * The log buckets of an account: those that a trail of any account delivers to, whose policy names CloudTrail, that hold
 * its files, or whose policy is not known.
 */
export const ownLogBuckets = (found: Snapshot, account: string): readonly SnapshotBucket[] => {
  const destinations = delivered(found)
  return ownedBy(found, account).filter(
    (b) =>
      destinations.has(b.name) ||
      b.policy === undefined ||
      !isKnown(b.policy) ||
      speaksOfCloudTrail(b.policy) ||
      holdsCloudTrailKeys(b),
  )
}

/** The buckets that trails of this account deliver to and that no account has in its list: foreign, or gone. */
export const unlistedLogBuckets = (found: Snapshot, account: string): readonly string[] => {
  const named = trailsAskedBy(found, account).flatMap((t) => destinationOf(t)?.bucket ?? [])
  return [...new Set(named)].filter((name) => !owned(found).has(name)).sort()
}

/** The prefixes that trails deliver under in a bucket. */
export const trailPrefixes = (found: Snapshot, bucket: string): readonly string[] =>
  delivered(found).get(bucket) ?? []
