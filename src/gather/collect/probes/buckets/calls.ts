import type { Call } from '../../../aws/call.ts'

/** What is asked of every bucket. IAM names S3's permissions otherwise than the API its calls (facts/aws.md 8.2). */
export const bucketCalls = [
  { service: 's3', operation: 'GetBucketLocation', action: 's3:GetBucketLocation' },
  { service: 's3', operation: 'GetBucketPolicy', action: 's3:GetBucketPolicy' },
  { service: 's3', operation: 'GetBucketPolicyStatus', action: 's3:GetBucketPolicyStatus' },
  { service: 's3', operation: 'GetPublicAccessBlock', action: 's3:GetBucketPublicAccessBlock' },
  { service: 's3', operation: 'GetBucketEncryption', action: 's3:GetEncryptionConfiguration' },
  { service: 's3', operation: 'GetBucketVersioning', action: 's3:GetBucketVersioning' },
  { service: 's3', operation: 'GetBucketReplication', action: 's3:GetReplicationConfiguration' },
  { service: 's3', operation: 'GetBucketTagging', action: 's3:GetBucketTagging' },
] as const satisfies readonly Call[]

/** What is asked of log buckets beside. */
export const logBucketCalls = [
  { service: 's3', operation: 'GetBucketAcl', action: 's3:GetBucketAcl' },
  {
    service: 's3',
    operation: 'GetBucketOwnershipControls',
    action: 's3:GetBucketOwnershipControls',
  },
  {
    service: 's3',
    operation: 'GetObjectLockConfiguration',
    action: 's3:GetBucketObjectLockConfiguration',
  },
  {
    service: 's3',
    operation: 'GetBucketLifecycleConfiguration',
    action: 's3:GetLifecycleConfiguration',
  },
  { service: 's3', operation: 'GetBucketLogging', action: 's3:GetBucketLogging' },
  {
    service: 's3',
    operation: 'ListBucketMetricsConfigurations',
    action: 's3:GetMetricsConfiguration',
  },
] as const satisfies readonly Call[]
