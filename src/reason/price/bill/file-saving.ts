import type { PriceItem } from '../../../model/prices.ts'
import { priceOf } from '../../../model/prices.ts'
import { add, changeTimes, NONE, negated, type Range, sum } from '../../../model/range.ts'
import { type BilledBucket, billedBuckets, chargedFor } from './buckets.ts'
import { type BucketChange, type CountedMeasure, deliveryChanges } from './delivery-changes.ts'
import { regionOfKey, requestChange } from './keys.ts'
import { storedChange } from './storage.ts'

const costs = (change: Range, item: PriceItem, region: string): Range =>
  changeTimes(change, priceOf(item, region).usd)

/** What a change of deliveries to a bucket costs a month more, or less: storage, requests, data keys. */
const costOf = ({ bucket }: BilledBucket, change: BucketChange): Range => {
  const { region } = chargedFor(bucket)
  return sum([
    costs(storedChange(bucket, change), 's3-standard-storage', region),
    costs(add(change.files, change.digests), 's3-put', region),
    ...[...change.byKey].map(([key, files]) =>
      costs(requestChange(bucket, files), 'kms-request', regionOfKey(key, region)),
    ),
  ])
}

/** What a change of trails saves of the cost of log files and their keys: negative where it costs more. */
export const fileSaving = (before: CountedMeasure, after: CountedMeasure): Range => {
  const changes = deliveryChanges(before, after)
  if (changes.length === 0) return NONE
  const buckets = billedBuckets(after.measured)
  return negated(
    sum(
      changes.flatMap((change) => {
        const billed = buckets.find(({ bucket }) => bucket.name === change.bucket)
        return billed === undefined ? [] : [costOf(billed, change)]
      }),
    ),
  )
}
