import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import { between, changedBy, exactly, NONE, type Range } from '../../../model/range.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import {
  type BilledBucket,
  billedBuckets,
  type LogBucket,
  latestOf,
  UNKNOWN_ACCOUNT,
} from './buckets.ts'
import { allOf, atMost, deliveriesTo } from './deliveries.ts'
import { changesOf } from './delivery-changes.ts'
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

/** The region whose price of a request counts: that of the key, else that of the bucket. */
export const regionOfKey = (id: string, region: string): string => KEY_ARN.exec(id)?.[1] ?? region

const readingOf = (keys: readonly SnapshotKey[], id: string): SnapshotKey | undefined =>
  keys.findLast((key) => key.arn === id || key.names.includes(id))

/** A customer managed key costs, one of AWS does not; which it is may not have been read. */
const keyMonths = (key: SnapshotKey | undefined): Range => {
  const manager = key !== undefined && isKnown(key.state) ? key.state.known.manager : undefined
  if (manager === undefined) return between(0, 1, 1)
  return exactly(manager === 'CUSTOMER' ? 1 : 0)
}

const usesKey = ({ config }: PricedTrail, id: string): boolean => config?.kmsKeyId === id

/** A data key for each log file, unless the bucket keeps one for a while (facts/aws.md 8.3). */
export const isForEveryFile = (bucket: LogBucket): boolean => {
  const encryption = latestOf(bucket, (b) => b.encryption)
  return encryption !== undefined && encryption?.bucketKey !== true
}

/** Of a bucket that other trails deliver to as well nobody knows whose files they are. */
const requestsFor = (id: string, bucket: LogBucket, measured: Measured): Range => {
  const deliveries = deliveriesTo(bucket, measured)
  return isForEveryFile(bucket) && bucket.trails.every((t) => usesKey(t, id))
    ? { ...allOf(deliveries), low: deliveries.files.low, likely: deliveries.files.likely }
    : atMost(allOf(deliveries))
}

/** What a change of files makes of the requests for a key. */
export const requestChange = (bucket: LogBucket, files: Range): Range =>
  isForEveryFile(bucket)
    ? files
    : {
        low: Math.min(0, files.low),
        high: files.high === null ? null : Math.max(0, files.high),
        likely: files.likely,
      }

/** A bucket whose files a key encrypts, or did before a proposal, with the requests for it. */
const served = (id: string, { bucket, before }: BilledBucket, measured: Measured) => {
  const root = measured.was ?? measured
  const was = before?.trails.some((t) => usesKey(t, id)) ? before : undefined
  const change = changesOf(measured).get(bucket.name)?.byKey.get(id)
  if (was === undefined && !bucket.trails.some((t) => usesKey(t, id))) return []
  const requests = was === undefined ? NONE : requestsFor(id, was, root)
  const quantity =
    change === undefined ? requests : changedBy(requests, requestChange(bucket, change))
  return [{ bucket, quantity }]
}

/** By key, the trails that use it; of a key that a proposal leaves, those that did: it stays until somebody deletes it. */
const trailsByKey = ({ trails, was }: Measured): ReadonlyMap<string, readonly PricedTrail[]> => {
  const byKey = (all: readonly PricedTrail[]) =>
    groupBy(
      all.filter(({ config }) => config?.kmsKeyId !== undefined),
      ({ config }) => config?.kmsKeyId ?? '',
    )
  return new Map([...byKey(was?.trails ?? []), ...byKey(trails)])
}

type Charged = Omit<Entry, 'item' | 'quantity' | 'why' | 'source' | 'uncertainty'>

const chargedTo = (id: string, [first, ...more]: readonly PricedTrail[]): readonly Charged[] =>
  first === undefined
    ? []
    : [
        {
          ...placeOf(id, first),
          trail: more.length === 0 ? first.arn.arn : null,
          class: null,
          type: null,
          resource: id,
          principal: null,
          paidCopy: 'not-applicable',
        },
      ]

/** Keys that encrypt log files, each once however many trails use it. */
export const keyLines = (measured: Measured): readonly BillLine[] => {
  const keys = measured.snapshots.flatMap((s) => s.keys).sort((a, b) => a.readAt - b.readAt)
  return [...trailsByKey(measured)].flatMap(([id, trails]) => {
    const months = keyMonths(readingOf(keys, id))
    return chargedTo(id, trails).map((charged) =>
      pricedMonth(
        {
          ...charged,
          item: 'kms-key',
          quantity: months,
          source: 'configuration',
          uncertainty: months.low === months.high ? '' : 'Whose key it is was not read',
          why: 'A customer managed key, for the encryption of log files',
        },
        undefined,
      ),
    )
  })
}

/** The requests for those keys, which are taken to be charged to the key's account. */
export const keyRequestLines = (measured: Measured): readonly BillLine[] => {
  const buckets = billedBuckets(measured)
  return [...trailsByKey(measured)].flatMap(([id, trails]) =>
    chargedTo(id, trails).flatMap((charged) =>
      buckets
        .flatMap((billed) => served(id, billed, measured))
        .map(({ bucket, quantity }) =>
          pricedMonth(
            {
              ...charged,
              item: 'kms-request',
              quantity,
              source: bucket.places.length === 0 ? 'configuration' : 'lake',
              uncertainty:
                'One request for each log file, fewer with an S3 Bucket Key; reading the logs costs further ones, which are not counted',
              why: `A data key for each log file that is delivered to bucket ${bucket.name}`,
            },
            measured.window ?? undefined,
          ),
        ),
    ),
  )
}
