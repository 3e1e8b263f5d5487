import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import { between, exactly, type Range } from '../../../model/range.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { type LogBucket, latestOf, logBuckets, UNKNOWN_ACCOUNT } from './buckets.ts'
import { allOf, atMost, deliveriesTo } from './deliveries.ts'
import { type Entry, pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

const KEY_ARN = /^arn:[^:]*:kms:([^:]*):(\d{12}):/

/** The account and region of a key; of an alias without an ARN, those of the trail that names it. */
const placeOf = (id: string, trail: PricedTrail) => {
  const [, region, account] = KEY_ARN.exec(id) ?? []
  return region === undefined || account === undefined
    ? { account: UNKNOWN_ACCOUNT, region: trail.arn.region }
    : { account, region }
}

const readingOf = (keys: readonly SnapshotKey[], id: string): SnapshotKey | undefined =>
  keys.findLast((key) => key.arn === id || key.names.includes(id))

/** A customer managed key costs, one of AWS does not; which it is may not have been read. */
const keyMonths = (key: SnapshotKey | undefined): Range => {
  const manager = key !== undefined && isKnown(key.state) ? key.state.known.manager : undefined
  if (manager === undefined) return between(0, 1, 1)
  return exactly(manager === 'CUSTOMER' ? 1 : 0)
}

/** A data key for each log file, unless the bucket keeps one for a while (facts/aws.md 8.3). */
const requestsFor = (bucket: LogBucket, measured: Measured): Range => {
  const deliveries = deliveriesTo(bucket, measured)
  const encryption = latestOf(bucket, (b) => b.encryption)
  const everyFile = encryption !== undefined && encryption?.bucketKey !== true
  return everyFile
    ? { ...allOf(deliveries), low: deliveries.files.low, likely: deliveries.files.likely }
    : atMost(allOf(deliveries))
}

/**
 * Keys that encrypt log files: the key itself, once however many trails use it, and its requests, which are taken to be
 * charged to the key's account.
 */
export const keyLines = (measured: Measured): readonly BillLine[] => {
  const keys = measured.snapshots.flatMap((s) => s.keys).sort((a, b) => a.readAt - b.readAt)
  const buckets = logBuckets(measured)
  const using = groupBy(
    measured.trails.filter(({ config }) => config?.kmsKeyId !== undefined),
    ({ config }) => config?.kmsKeyId ?? '',
  )
  return [...using].flatMap(([id, trails]) => {
    const [first, ...more] = trails
    if (first === undefined) return []
    const line: Omit<Entry, 'item' | 'quantity' | 'why' | 'source' | 'uncertainty'> = {
      ...placeOf(id, first),
      trail: more.length === 0 ? first.arn.arn : null,
      class: null,
      type: null,
      resource: id,
      principal: null,
      paidCopy: 'not-applicable',
    }
    const key = keyMonths(readingOf(keys, id))
    const served = buckets.filter((b) => b.trails.some((t) => trails.includes(t)))
    return [
      pricedMonth(
        {
          ...line,
          item: 'kms-key',
          quantity: key,
          source: 'configuration',
          uncertainty: key.low === key.high ? '' : 'Whose key it is was not read',
          why: 'A customer managed key, for the encryption of log files',
        },
        undefined,
      ),
      ...served.map((bucket) =>
        pricedMonth(
          {
            ...line,
            item: 'kms-request',
            quantity: requestsFor(bucket, measured),
            source: bucket.places.length === 0 ? 'configuration' : 'lake',
            uncertainty:
              'One request for each log file, fewer with an S3 Bucket Key; reading the logs costs further ones, which are not counted',
            why: `A data key for each log file that is delivered to bucket ${bucket.name}`,
          },
          measured.window ?? undefined,
        ),
      ),
    ]
  })
}
