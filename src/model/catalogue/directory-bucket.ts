/**
 * Directory buckets (S3 Express One Zone): their events are none of `AWS::S3::Object` (facts/aws.md 3.5, 3.7), and only
 * selectors that name these types record them. Names that end so are reserved for them, `base--zone--x-s3`
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html).
 */
const SUFFIX = '--x-s3'

export const isDirectoryBucket = (bucket: string): boolean => bucket.endsWith(SUFFIX)

/**
 * What a call on an object of theirs may carry. Which of the two a call through an access point carries is not
 * documented, so that both must be recorded.
 */
export const directoryObjectTypes = [
  'AWS::S3Express::AccessPoint',
  'AWS::S3Express::Object',
] as const

/** A regular expression for its ARN: AWS's own examples have it with and without `bucket/`. */
export const directoryBucketArn = (bucket: string): string =>
  `^arn:[^:]*:s3express:[^:]*:[0-9]{12}:(bucket/)?${bucket.replaceAll('.', '[.]')}$`
