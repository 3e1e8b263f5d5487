/** Permissions of S3 that are named otherwise than the events (facts/aws.md 8.2). */
const renamed: Readonly<Record<string, string>> = {
  DeleteAccountPublicAccessBlock: 'PutAccountPublicAccessBlock',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
  DeleteBucketPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutBucketLifecycle: 'PutLifecycleConfiguration',
  PutBucketReplication: 'PutReplicationConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
}

/** Services whose permissions begin otherwise than their event sources. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' }

/** The permission that a call needs, as policies name it: `s3:PutLifecycleConfiguration` for PutBucketLifecycle. */
export const permissionOf = (eventSource: string, eventName: string): string => {
  const service = eventSource.replace('.amazonaws.com', '')
  return `${prefixes[service] ?? service}:${service === 's3' ? (renamed[eventName] ?? eventName) : eventName}`
}
