import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { CLOUDTRAIL } from '../configuration-names.ts'
import { textAt } from '../json.ts'

/** The buckets that any trail, now or earlier, is known to deliver to, sorted. */
export const logBuckets = (
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): readonly string[] => {
  const configured = snapshots
    .flatMap((s) => s.trails)
    .flatMap((t) => (isKnown(t.config) ? [t.config.known.s3Bucket] : []))
  const changed = events
    .filter((e) => e.source === CLOUDTRAIL && !e.failed)
    .flatMap((e) => [textAt(e.response, 's3BucketName') ?? textAt(e.request, 's3BucketName') ?? ''])
    .filter((bucket) => bucket !== '')
  return [...new Set([...configured, ...changed])].sort()
}
