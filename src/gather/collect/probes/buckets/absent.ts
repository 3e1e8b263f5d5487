/** Errors by which S3 says that there is none: an answer, not a failure. */
export const absent = {
  policy: ['NoSuchBucketPolicy'],
  publicAccessBlock: ['NoSuchPublicAccessBlockConfiguration'],
  encryption: ['ServerSideEncryptionConfigurationNotFoundError'],
  replication: ['ReplicationConfigurationNotFoundError'],
  tags: ['NoSuchTagSet', 'NoSuchTagSetError'],
  ownership: ['OwnershipControlsNotFoundError'],
  objectLock: ['ObjectLockConfigurationNotFoundError'],
  lifecycle: ['NoSuchLifecycleConfiguration'],
  bucket: ['NoSuchBucket', 'NotFound', '404'],
} as const
