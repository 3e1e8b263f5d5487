import type { AccessCount, AccessLogReport } from '../../../model/access-log.ts'
import { groupBy } from '../../../model/group-by.ts'
import { between } from '../../../model/range.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Interval } from '../../../model/time.ts'
import { monthly, shortnessOf, type VolumeReading } from '../../../model/volume.ts'
import { whereIs } from './where.ts'

const total = (counts: readonly AccessCount[], of: 'sure' | 'possible'): number =>
  counts.reduce((sum, count) => sum + count[of], 0)

const uncertaintyOf = (counts: readonly AccessCount[], window: Interval): string => {
  const possible = total(counts, 'possible')
  const shortness = shortnessOf(window)
  return [
    'S3 delivers access logs on a best effort: there may have been more requests',
    ...(possible === 0
      ? []
      : [
          `${possible.toLocaleString('en-US')} more of them may be data events as well, which AWS does not document`,
        ]),
    ...(shortness === '' ? [] : [shortness]),
  ].join('. ')
}

/**
 * The volumes that S3 server access logs tell: reads and writes of each bucket, recorded or not. Lower bounds, since S3
 * delivers them on a best effort (facts/aws.md 7.2); where a bucket is, snapshots say.
 */
export const accessReadings = (
  { counts, window }: AccessLogReport,
  snapshots: readonly Snapshot[],
): readonly VolumeReading[] => {
  if (window === null) return []
  const where = whereIs(snapshots)
  const factor = monthly(window)
  return [...groupBy(counts, (c) => `${c.bucket} ${c.access}`).values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const perMonth = total(own, 'sure') * factor
    return {
      ...where(first.bucket),
      class: 'data' as const,
      type: 'AWS::S3::Object',
      resource: `arn:aws:s3:::${first.bucket}`,
      access: first.access,
      counts: 'happening' as const,
      volume: {
        perMonth: between(perMonth, null, perMonth),
        unit: 'event' as const,
        source: 'access-logs' as const,
        window,
        uncertainty: uncertaintyOf(own, window),
      },
    }
  })
}
