/**
 * How a data event names its resources, where that decides what a selector on `resources.ARN` records.
 * Absent from these lists means: not documented.
 */

/** S3 object calls that name one object by its full ARN (facts/aws.md 1.5, 3.5). */
const oneObject = [
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateMultipartUpload',
  'DeleteObject',
  'DeleteObjectTagging',
  'GetObject',
  'GetObjectAcl',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'GetObjectTorrent',
  'HeadObject',
  'ListParts',
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'RestoreObject',
  'SelectObjectContent',
  'UploadPart',
] as const

/** S3 object calls that name an object and its source. */
const objectAndSource = ['CopyObject', 'UploadPartCopy'] as const

/** S3 calls on a bucket, recorded as data events with `ARNPrefix` in place of `ARN` (facts/aws.md 1.5). */
export const arnPrefixNames = [
  'DeleteObjects',
  'HeadBucket',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
] as const

export interface ResourceShape {
  /** Events that surely carry a full ARN of the type; `all` where every event does. */
  readonly arn: 'all' | readonly string[]
  /** Events that surely carry one resource of the type and no more. */
  readonly single: 'all' | readonly string[]
}

const objects: ResourceShape = { arn: [...oneObject, ...objectAndSource], single: oneObject }

const shapes: Readonly<Record<string, ResourceShape>> = {
  'AWS::S3::Object': objects,
  'AWS::S3Express::Object': objects,
  'AWS::S3Outposts::Object': objects,
  'AWS::Lambda::Function': { arn: 'all', single: 'all' },
}

/** A type that is not listed carries ARNs, and may carry several in one event (as DynamoDB's batches do). */
export const shapeOf = (type: string): ResourceShape =>
  (Object.hasOwn(shapes, type) ? shapes[type] : undefined) ?? { arn: 'all', single: [] }

/** Types that one record may carry together: those of one service, and S3's with its access points (R5). */
export const companionsOf = (type: string): readonly string[] => {
  const s3 = ['AWS::S3', 'AWS::FSx::Volume']
  if (s3.some((start) => type.startsWith(start))) return s3
  const service = /^AWS::[^:]+::/.exec(type)?.[0]
  return service === undefined ? [''] : [service]
}
