/** Sets of calls that questions and coverage ask for, as data. Names are those of records. */

export interface NamedCalls {
  readonly eventSource: string
  readonly eventNames: readonly string[]
}

/** Calls that hand out the content of an object when they succeed (R10). */
export const objectReads = ['GetObject', 'GetObjectTorrent', 'SelectObjectContent'] as const
/** Copies: a read of their source, a write of their target (R10). */
export const objectCopies = ['CopyObject', 'UploadPartCopy'] as const
/** Calls that tell of objects without their content: attempts at most (R10). */
export const objectProbes = [
  'GetObjectAcl',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'HeadObject',
] as const
export const objectLists = [
  'HeadBucket',
  'ListMultipartUploads',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListParts',
] as const
/** Calls that change an object, its metadata or its access, deletions included (facts/aws.md 3.5). */
export const objectWrites = [
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CopyObject',
  'CreateMultipartUpload',
  'DeleteObject',
  'DeleteObjectTagging',
  'DeleteObjects',
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'RestoreObject',
  'UploadPart',
  'UploadPartCopy',
] as const

/** Calls of S3 after which others may read what is in a bucket, or learn what is (R11). */
export const openingCalls = [
  'CreateAccessPoint',
  'CreateMultiRegionAccessPoint',
  'DeleteBucketPublicAccessBlock',
  'PutAccessPointPolicy',
  'PutBucketAcl',
  'PutBucketInventoryConfiguration',
  'PutBucketLogging',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketReplication',
  'PutBucketWebsite',
  'PutInventoryConfiguration',
] as const

/** Events that change what is recorded, where it goes, or whether it can be delivered (facts/aws.md 5). */
export const trailChanges = {
  recorder: {
    eventSource: 'cloudtrail.amazonaws.com',
    eventNames: [
      'CreateEventDataStore',
      'CreateTrail',
      'DeleteEventDataStore',
      'DeleteTrail',
      'DeregisterOrganizationDelegatedAdmin',
      'PutEventConfiguration',
      'PutEventSelectors',
      'PutInsightSelectors',
      'RegisterOrganizationDelegatedAdmin',
      'RestoreEventDataStore',
      'StartEventDataStoreIngestion',
      'StartLogging',
      'StopEventDataStoreIngestion',
      'StopLogging',
      'UpdateEventDataStore',
      'UpdateTrail',
    ],
  },
  bucket: {
    eventSource: 's3.amazonaws.com',
    eventNames: [
      'CreateBucket',
      'DeleteAccountPublicAccessBlock',
      'DeleteBucket',
      'DeleteBucketEncryption',
      'DeleteBucketLifecycle',
      'DeleteBucketOwnershipControls',
      'DeleteBucketPolicy',
      'DeleteBucketPublicAccessBlock',
      'DeleteBucketReplication',
      'PutAccountPublicAccessBlock',
      'PutBucketAcl',
      'PutBucketEncryption',
      'PutBucketLifecycle',
      'PutBucketLogging',
      'PutBucketObjectLockConfiguration',
      'PutBucketOwnershipControls',
      'PutBucketPolicy',
      'PutBucketPublicAccessBlock',
      'PutBucketReplication',
      'PutBucketRequestPayment',
      'PutBucketVersioning',
      'PutObjectLockConfiguration',
    ],
  },
  key: {
    eventSource: 'kms.amazonaws.com',
    eventNames: [
      'CancelKeyDeletion',
      'DeleteImportedKeyMaterial',
      'DeleteKey',
      'DisableKey',
      'EnableKey',
      'PutKeyPolicy',
      'RetireGrant',
      'RevokeGrant',
      'ScheduleKeyDeletion',
    ],
  },
  logGroup: {
    eventSource: 'logs.amazonaws.com',
    eventNames: [
      'DeleteLogGroup',
      'DeleteLogStream',
      'DeleteMetricFilter',
      'DeleteSubscriptionFilter',
      'PutMetricFilter',
      'PutRetentionPolicy',
    ],
  },
  topic: {
    eventSource: 'sns.amazonaws.com',
    eventNames: ['DeleteTopic', 'RemovePermission', 'SetTopicAttributes'],
  },
  /** Of those whom a topic tells: their records name the subscription, whose ARN begins with that of the topic. */
  subscription: {
    eventSource: 'sns.amazonaws.com',
    eventNames: ['SetSubscriptionAttributes', 'Unsubscribe'],
  },
  /** Of the role that a trail writes to its log group with. */
  logRole: {
    eventSource: 'iam.amazonaws.com',
    eventNames: [
      'DeleteRole',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'PutRolePermissionsBoundary',
      'PutRolePolicy',
      'UpdateAssumeRolePolicy',
    ],
  },
  /** The role that the organisation trail works with in every account. */
  serviceRole: {
    eventSource: 'iam.amazonaws.com',
    eventNames: ['DeleteServiceLinkedRole'],
  },
  rule: {
    eventSource: 'events.amazonaws.com',
    eventNames: ['DeleteRule', 'DisableRule', 'RemoveTargets'],
  },
  /** Of everyday use: they silence an alert where they rewrite its rule, its targets or its alarm. */
  ruleRewrite: {
    eventSource: 'events.amazonaws.com',
    eventNames: ['PutRule', 'PutTargets'],
  },
  alarm: {
    eventSource: 'monitoring.amazonaws.com',
    eventNames: ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm'],
  },
  detector: {
    eventSource: 'guardduty.amazonaws.com',
    eventNames: [
      'DeleteDetector',
      'DeleteMembers',
      'DeletePublishingDestination',
      'DisableOrganizationAdminAccount',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
      'DisassociateMembers',
      'StopMonitoringMembers',
      'UpdateDetector',
    ],
  },
  findings: {
    eventSource: 'securityhub.amazonaws.com',
    eventNames: [
      'BatchDisableStandards',
      'DeleteMembers',
      'DisableOrganizationAdminAccount',
      'DisableSecurityHub',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
      'DisassociateMembers',
    ],
  },
  configuration: {
    eventSource: 'config.amazonaws.com',
    eventNames: [
      'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel',
      'StopConfigurationRecorder',
    ],
  },
  region: {
    eventSource: 'account.amazonaws.com',
    eventNames: ['DisableRegion', 'EnableRegion'],
  },
  organization: {
    eventSource: 'organizations.amazonaws.com',
    eventNames: [
      'AcceptHandshake',
      'AttachPolicy',
      'CloseAccount',
      'CloseAccountResult',
      'CreateAccount',
      'CreateAccountResult',
      'DeleteOrganization',
      'DeletePolicy',
      'DeregisterDelegatedAdministrator',
      'DetachPolicy',
      'DisableAWSServiceAccess',
      'DisablePolicyType',
      'EnableAWSServiceAccess',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RegisterDelegatedAdministrator',
      'RemoveAccountFromOrganization',
      'UpdatePolicy',
    ],
  },
} as const satisfies Record<string, NamedCalls>

/** Error codes that say "not allowed" as seen in real records and AWS's documents; services have more (R10). */
export const denialCodes = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'AuthorizationError',
  'Client.AuthFailure',
  'Client.UnauthorizedOperation',
  'Forbidden',
  'NotAuthorized',
  'NotAuthorizedException',
  'UnauthorizedAccess',
  'UnauthorizedException',
  'UnauthorizedOperation',
  'VpceAccessDenied',
] as const
