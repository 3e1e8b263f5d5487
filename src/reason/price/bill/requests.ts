import type { BillLine } from '../../../model/bill.ts'
import { chargedFor, logBuckets, onlyTrail } from './buckets.ts'
import { allOf, deliveriesTo } from './deliveries.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

/** The PUT of each log file and digest: charged to the owner of the bucket. */
export const requestLines = (measured: Measured): readonly BillLine[] =>
  logBuckets(measured).map((bucket) => {
    const { note, ...place } = chargedFor(bucket)
    const deliveries = deliveriesTo(bucket, measured)
    const told = deliveries.measured
      ? 'Log files as ingested; digests one an hour for each account and region that has events'
      : `No file of bucket ${bucket.name} was ingested, so how many are delivered is not known`
    return pricedMonth(
      {
        ...place,
        trail: onlyTrail(bucket),
        class: null,
        type: null,
        resource: `arn:aws:s3:::${bucket.name}`,
        principal: null,
        item: 's3-put',
        quantity: allOf(deliveries),
        source: deliveries.measured ? 'lake' : 'configuration',
        uncertainty: [told, note].filter((s) => s !== '').join('. '),
        why: `CloudTrail writes each log file and digest to bucket ${bucket.name} with one request`,
        paidCopy: 'not-applicable',
      },
      measured.window ?? undefined,
    )
  })
