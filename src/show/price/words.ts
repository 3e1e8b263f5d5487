import type { BillLine } from '../../model/bill.ts'
import type { PriceItem } from '../../model/prices.ts'
import type { EventClass, VolumeSource } from '../../model/volume.ts'

/** What is charged, in words. */
export const itemNames = {
  'management-first-copy': 'management, first copy (free)',
  'management-copy': 'management, further copies',
  'data-event': 'data events',
  'network-activity-event': 'network activity events',
  'insights-management': 'Insights on management',
  'insights-data': 'Insights on data events',
  'lake-ingestion': 'event data stores',
  'lake-retention': 'retention in event data stores',
  'cloudwatch-logs-ingestion': 'delivery to CloudWatch Logs',
  's3-standard-storage': 'storage of log files',
  's3-put': 'writing of log files',
  'kms-request': 'requests to KMS',
  'kms-key': 'keys of KMS',
} as const satisfies Readonly<Record<PriceItem, string>>

export const classNames = {
  'management-read': 'management reads',
  'management-write': 'management writes',
  data: 'data events',
  'network-activity': 'network activity',
} as const satisfies Readonly<Record<EventClass, string>>

/** Where a volume comes from, in words. */
export const sourceNames = {
  given: 'the number that was given',
  lake: 'counted in the lake',
  'cost-explorer': 'usage that AWS billed (Cost Explorer)',
  'access-logs': 'S3 server access logs',
  guardduty: 'what GuardDuty analysed',
  'request-metrics': 'request metrics of CloudWatch',
  'billed-requests': 'requests that S3 billed (Cost Explorer)',
  'storage-metrics': 'storage metrics of S3',
  configuration: 'what is set to be recorded',
} as const satisfies Readonly<Record<VolumeSource, string>>

/** The name of a trail or event data store, or of the place whose writers cannot be told apart. */
export const trailName = (trail: string): string =>
  trail.startsWith('arn:') ? (trail.split('/').at(-1) ?? trail) : trail

/** Of others than buckets, what follows account and region, which stand beside it. */
const resourceName = (arn: string): string =>
  arn
    .replace(/^arn:aws[a-z-]*:s3:::/, 's3://')
    .replace(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]+:\d{12}:/, '')

/** What a line is of, below its item: a type of data, a bucket, a key. */
export const thingOf = ({ type, resource }: BillLine): string =>
  [type ?? '', resource === null ? '' : resourceName(resource)].filter((s) => s !== '').join(', ')

/** A principal without what every ARN begins with. */
export const shortName = (principal: string): string =>
  principal.replace(/^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:/, '')
