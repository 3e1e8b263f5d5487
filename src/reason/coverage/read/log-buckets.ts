import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { CLOUDTRAIL } from '../configuration-names.ts'
import type { Ground } from '../ground.ts'
import { textAt } from '../json.ts'

/** The buckets that the trails of snapshots deliver to, as often as they do. */
export const bucketsOfTrails = (snapshots: readonly Snapshot[]): readonly string[] =>
  snapshots
    .flatMap((s) => s.trails)
    .flatMap((t) => (isKnown(t.config) ? [t.config.known.s3Bucket] : []))

/** What snapshots read of a bucket, oldest first. */
export const readingsOf = (
  { once, snapshots }: Ground,
  bucket: string,
): readonly SnapshotBucket[] =>
  once(`readings of ${bucket}`, () =>
    snapshots
      .flatMap((s) => s.buckets)
      .filter((b) => b.name === bucket)
      .sort((a, b) => a.readAt - b.readAt),
  )

/** The buckets that any trail, now or earlier, is known to deliver to, sorted. */
export const logBuckets = (
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): readonly string[] => {
  const changed = events
    .filter((e) => e.source === CLOUDTRAIL && !e.failed)
    .flatMap(({ request, response }) =>
      [request, response].map((told) => textAt(told, 's3BucketName') ?? ''),
    )
    .filter((bucket) => bucket !== '')
  return [...new Set([...bucketsOfTrails(snapshots), ...changed])].sort()
}
