import type { PriceItem, PriceUnit } from './prices.ts'
import type { Range } from './range.ts'
import { DAY, HOUR, type Interval } from './time.ts'

/** A month as bills of AWS are estimated: 730 hours. In microseconds. */
export const MONTH = 730 * HOUR

/** What CloudTrail charges for apart. */
export const eventClasses = [
  'management-read',
  'management-write',
  'data',
  'network-activity',
] as const
export type EventClass = (typeof eventClasses)[number]

/**
 * Where a volume comes from, best first: a number that the user gives overrides what was measured.
 * - `given`: `--volume CLASS=N/month`
 * - `lake`: events in the lake, counted
 * - `cost-explorer`: usage by usage type, recorded events only
 * - `access-logs`: S3 server access logs (delivered on a best effort: a lower bound)
 * - `guardduty`: AnalyzedCount of S3DataEvents
 * - `request-metrics`: request metrics of CloudWatch
 * - `billed-requests`: requests that S3 billed, by account and region
 * - `storage-metrics`: the daily storage metrics of a bucket
 * - `configuration`: what a trail is set to record, applied to events that other trails recorded
 */
export const volumeSources = [
  'given',
  'lake',
  'cost-explorer',
  'access-logs',
  'guardduty',
  'request-metrics',
  'billed-requests',
  'storage-metrics',
  'configuration',
] as const
export type VolumeSource = (typeof volumeSources)[number]

/** How much of something there is in a month, who says so, and how far that is to be trusted. */
export interface Volume {
  /** Units a month of 730 hours. */
  readonly perMonth: Range
  readonly unit: PriceUnit
  readonly source: VolumeSource
  /** The time over which it was measured; absent for a number that is given. */
  readonly window?: Interval
  /** What makes it a range, or may make it wrong: one sentence, empty where nothing does. */
  readonly uncertainty: string
}

/**
 * A volume from elsewhere than the lake: what `collect`, access logs or the user know of events, recorded or not.
 * Whatever is left out is not narrowed by it.
 */
export interface VolumeReading {
  readonly account?: string
  readonly region?: string
  readonly class: EventClass
  /** `resources.type` of data events, eventSource of network activity. */
  readonly type?: string
  /** ARN of the bucket, table or function. */
  readonly resource?: string
  readonly access?: 'read' | 'write'
  /** What was billed, where the reading is of usage that was. */
  readonly item?: PriceItem
  /** Of these events, those that are recorded already (usage that was billed), or all that happen. */
  readonly counts: 'recorded' | 'happening'
  readonly volume: Volume
}

/** From a count over a window to a month. Throws where the window has no length. */
export const monthly = (window: Interval): number => {
  if (window.to <= window.from) throw new RangeError('a volume needs a window with a length')
  return MONTH / (window.to - window.from)
}

/** Less than a week says little of a month: one sentence, empty for longer. */
export const shortnessOf = ({ from, to }: Interval): string => {
  const days = (to - from) / DAY
  return days < 7 ? `Measured over ${days.toFixed(1)} days only` : ''
}
