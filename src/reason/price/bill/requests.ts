import type { BillLine } from '../../../model/bill.ts'
import { billedBuckets, chargedFor, onlyTrail } from './buckets.ts'
import { allOf, deliveriesTo, NOTHING } from './deliveries.ts'
import { changesOf, deliveriesAfter } from './delivery-changes.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

const CHANGED =
  'As the proposal changes them; how many files further or fewer events make is a range'

/** The PUT of each log file and digest: charged to the owner of the bucket. */
export const requestLines = (measured: Measured): readonly BillLine[] =>
  billedBuckets(measured).map(({ bucket, before }) => {
    const { note, ...place } = chargedFor(bucket)
    const was = before === undefined ? NOTHING : deliveriesTo(before, measured.was ?? measured)
    const change = changesOf(measured).get(bucket.name)
    const deliveries = change === undefined ? was : deliveriesAfter(was, change)
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
        uncertainty: [told, change === undefined ? '' : CHANGED, note]
          .filter((s) => s !== '')
          .join('. '),
        why: `CloudTrail writes each log file and digest to bucket ${bucket.name} with one request`,
        paidCopy: 'not-applicable',
      },
      measured.window ?? undefined,
    )
  })
