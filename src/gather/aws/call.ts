/** Clients of the AWS SDK that are used, by the name of their package. All calls are reads. */
export const services = [
  'cloudtrail',
  'cloudwatch',
  'cloudwatch-logs',
  'cost-explorer',
  'dynamodb',
  'ec2',
  'eventbridge',
  'iam',
  'kms',
  'lambda',
  'organizations',
  'resource-groups-tagging-api',
  's3',
  's3-control',
  'sns',
  'sts',
] as const
export type Service = (typeof services)[number]

/** One call of an API, and the permission that it takes, which for S3 has another name (facts/aws.md 8.2). */
export interface Call {
  readonly service: Service
  /** As the SDK names it, without `Command`: `GetBucketPolicy`. */
  readonly operation: string
  /** As IAM names it: `s3:GetBucketPolicy`. */
  readonly action: string
}
