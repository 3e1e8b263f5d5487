import type { BillLine } from '../../../model/bill.ts'
import {
  between,
  changedBy,
  changeTimes,
  exactly,
  isSame,
  NONE,
  type Range,
  UNKNOWN,
} from '../../../model/range.ts'
import type { LifecycleRule } from '../../../model/snapshot/bucket.ts'
import { DAY } from '../../../model/time.ts'
import { MONTH, type VolumeSource } from '../../../model/volume.ts'
import {
  type BilledBucket,
  billedBuckets,
  chargedFor,
  type LogBucket,
  latestOf,
  onlyTrail,
} from './buckets.ts'
import { changesOf } from './delivery-changes.ts'
import type { DeliveryChange } from './holdings.ts'
import { pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

const GB = 2 ** 30
const DAYS_OF_MONTH = MONTH / DAY

/** Rules that are sure to reach every log file: on, not narrowed, for the whole bucket. */
const onAll = (rules: readonly LifecycleRule[]): readonly LifecycleRule[] =>
  rules.filter((r) => r.enabled && !r.isNarrowed && r.prefix === '')

const keptDays = (rules: readonly LifecycleRule[] | undefined): number | undefined => {
  const days = onAll(rules ?? []).flatMap((r) => r.expirationDays ?? [])
  return days.length === 0 ? undefined : Math.min(...days)
}

/** Whether rules may delete some of the log files early, or move them to where storing them is cheaper. */
const mayShrink = (rules: readonly LifecycleRule[] | undefined): boolean =>
  rules === undefined ||
  rules.some((r) => r.enabled && (r.transitions.length > 0 || r.expirationDays !== undefined))

/** Other classes of storage are cheaper; how much lies in them was not measured. */
const inStandard = (gigabytes: number, rules: readonly LifecycleRule[] | undefined): Range =>
  rules === undefined || rules.some((r) => r.enabled && r.transitions.length > 0)
    ? between(0, gigabytes, gigabytes)
    : exactly(gigabytes)

interface Stored {
  readonly quantity: Range
  readonly source: VolumeSource
  readonly uncertainty: string
}

const delivered = ({ places }: LogBucket, { factor }: Measured): number =>
  (places.reduce((sum, place) => sum + place.bytes, 0) * factor) / GB

/**
 * What a bucket holds: measured by S3, else what was ingested times how long it is kept. Kept for ever it grows by what
 * a month adds, and no bound is known.
 */
const storedIn = (bucket: LogBucket, measured: Measured): Stored => {
  const rules = latestOf(bucket, (b) => b.lifecycle)
  const size = latestOf(bucket, (b) => b.size)
  if (size !== undefined)
    return {
      quantity: inStandard(size.bytes / GB, rules),
      source: 'storage-metrics',
      uncertainty: `Everything in bucket ${bucket.name}, at the price of S3 Standard`,
    }
  const added = delivered(bucket, measured)
  if (added === 0)
    return {
      quantity: UNKNOWN,
      source: 'configuration',
      uncertainty: `The size of bucket ${bucket.name} was not read, and none of its files was ingested`,
    }
  const days = keptDays(rules)
  if (days === undefined)
    return {
      quantity: between(mayShrink(rules) ? 0 : added, null, null),
      source: 'lake',
      uncertainty: `Grows by at least ${added.toFixed(3)} GB a month; its size was not read${rules === undefined ? ', nor how long files are kept' : ', and no rule deletes files'}`,
    }
  return {
    quantity: between(0, null, (added * days) / DAYS_OF_MONTH),
    source: 'lake',
    uncertainty: `What was ingested, kept for ${days} days; the size of bucket ${bucket.name} was not read`,
  }
}

/** Whether rules beside those for every file move files or delete some of them earlier. */
const isNarrowed = (rules: readonly LifecycleRule[]): boolean =>
  rules.some((r) => r.enabled && r.transitions.length > 0) ||
  mayShrink(rules.filter((r) => !onAll(rules).includes(r)))

/** Months for which files are kept once a change has worked out; from what nothing deletes, the first month alone. */
const monthsKept = (rules: readonly LifecycleRule[] | undefined): Range => {
  const days = keptDays(rules)
  const months = days === undefined ? 1 : days / DAYS_OF_MONTH
  const isLess = days === undefined ? mayShrink(rules) : isNarrowed(rules ?? [])
  return { low: isLess ? 0 : Math.min(1, months), high: months, likely: months }
}

/** Gigabytes that a change of deliveries adds to a bucket, or takes from it. */
export const storedChange = (bucket: LogBucket, { bytes }: DeliveryChange): Range => {
  const months = monthsKept(latestOf(bucket, (b) => b.lifecycle))
  return changeTimes(changeTimes(bytes, exactly(1 / GB)), months)
}

const EMPTY: Stored = { quantity: NONE, source: 'configuration', uncertainty: '' }

const CHANGED =
  'As the proposal changes it, by the bytes of the events that come or go; where nothing deletes files, by those of one month'

const stored = ({ bucket, before }: BilledBucket, measured: Measured): Stored => {
  const was = before === undefined ? EMPTY : storedIn(before, measured.was ?? measured)
  const change = changesOf(measured).get(bucket.name)
  if (change === undefined || isSame(change.bytes, NONE)) return was
  return {
    quantity: changedBy(was.quantity, storedChange(bucket, change)),
    source: was.source,
    uncertainty: [was.uncertainty, CHANGED].filter((s) => s !== '').join('. '),
  }
}

/** The storage of log files: charged to the owner of the bucket, for all trails that deliver to it together. */
export const storageLines = (measured: Measured): readonly BillLine[] =>
  billedBuckets(measured).map((billed) => {
    const { bucket } = billed
    const { note, ...place } = chargedFor(bucket)
    const { quantity, source, uncertainty } = stored(billed, measured)
    return pricedMonth(
      {
        ...place,
        trail: onlyTrail(bucket),
        class: null,
        type: null,
        resource: `arn:aws:s3:::${bucket.name}`,
        principal: null,
        item: 's3-standard-storage',
        quantity,
        source,
        uncertainty: [uncertainty, note].filter((s) => s !== '').join('. '),
        why: `Log files in bucket ${bucket.name}`,
        paidCopy: 'not-applicable',
      },
      source === 'lake' ? (measured.window ?? undefined) : undefined,
    )
  })
