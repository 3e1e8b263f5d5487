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
  // AWS's own examples have a prefix even where one object is read.
  'AWS::S3Express::Object': { arn: [], single: [] },
  'AWS::S3Outposts::Object': objects,
  'AWS::Lambda::Function': { arn: 'all', single: 'all' },
}

/** A type that is not listed carries ARNs, and may carry several in one event (as DynamoDB's batches do). */
export const shapeOf = (type: string): ResourceShape =>
  (Object.hasOwn(shapes, type) ? shapes[type] : undefined) ?? { arn: 'all', single: [] }

const express = ['AWS::S3Express::']
const s3 = [
  'AWS::S3::',
  'AWS::S3ObjectLambda::',
  'AWS::S3Outposts::',
  'AWS::S3Tables::',
  'AWS::S3Vectors::',
  'AWS::FSx::Volume',
]

/**
 * Types that one record may carry together: those of one service, and S3's with its access points (R5). Events on
 * directory buckets carry types of their own alone, so that only selectors of these record them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-log-files.html).
 */
export const companionsOf = (type: string): readonly string[] => {
  const family = [express, s3].find((starts) => starts.some((start) => type.startsWith(start)))
  if (family !== undefined) return family
  const service = /^AWS::[^:]+::/.exec(type)?.[0]
  return service === undefined ? [''] : [service]
}
