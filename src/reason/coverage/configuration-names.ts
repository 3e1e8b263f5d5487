/** Changes of a bucket by which delivery to it may fail (facts/aws.md 5.2, 5.6). */
const bucketChanges = [
  'CreateBucket',
  'DeleteBucket',
  'PutBucketPolicy',
  'DeleteBucketPolicy',
  'PutBucketAcl',
  'PutBucketOwnershipControls',
  'PutBucketEncryption',
  'DeleteBucketEncryption',
  'PutBucketRequestPayment',
] as const

/**
 * The events that change what is recorded, delivered or kept (facts/aws.md 5.1 to 5.5), by service.
 * Deletions of log files are data events and are asked apart, for log buckets only.
 */
export const configurationNames = {
  'cloudtrail.amazonaws.com': [
    'CreateTrail',
    'UpdateTrail',
    'DeleteTrail',
    'StartLogging',
    'StopLogging',
    'PutEventSelectors',
  ],
  's3.amazonaws.com': [
    ...bucketChanges,
    'PutBucketLifecycle',
    'PutBucketLifecycleConfiguration',
    'DeleteBucketLifecycle',
  ],
  'kms.amazonaws.com': [
    'DisableKey',
    'EnableKey',
    'ScheduleKeyDeletion',
    'CancelKeyDeletion',
    'DeleteKey',
    'PutKeyPolicy',
    'DeleteImportedKeyMaterial',
    'ImportKeyMaterial',
  ],
  'organizations.amazonaws.com': [
    'CreateOrganization',
    'CreateAccount',
    'CreateGovCloudAccount',
    'CreateAccountResult',
    'InviteAccountToOrganization',
    'AcceptHandshake',
    'LeaveOrganization',
    'RemoveAccountFromOrganization',
    'CloseAccount',
    'CloseAccountResult',
    'EnableAWSServiceAccess',
    'DisableAWSServiceAccess',
    'DeleteOrganization',
  ],
  'account.amazonaws.com': ['EnableRegion', 'DisableRegion'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** The calls by which an account may come to be one of the organisation's (facts/aws.md 5.5). */
export const accountWrites = [
  'CreateOrganization',
  'CreateAccount',
  'CreateGovCloudAccount',
  'CreateAccountResult',
  'InviteAccountToOrganization',
  'AcceptHandshake',
] as const

/** The calls that change a trail: a witness of a trail has recorded every one of these (R21). */
export const trailWrites = configurationNames[CLOUDTRAIL]

/** Calls after which delivery to a bucket may fail until a delivery is seen. */
export const bucketDoubts: ReadonlySet<string> = new Set(bucketChanges)

/** Data events that remove log files (facts/aws.md 5.2); both spellings of lifecycle are above. */
export const objectDeletions = ['DeleteObject', 'DeleteObjects'] as const

/** Data events that put another content in the place of a log file, unless CloudTrail itself delivers (5.2). */
export const objectWrites = ['PutObject', 'CopyObject', 'CompleteMultipartUpload'] as const

/** The source of what a lifecycle rule does; its event names are not documented (facts/aws.md 3.5). */
export const S3_LIFECYCLE = 's3lifecycle.amazonaws.com'
