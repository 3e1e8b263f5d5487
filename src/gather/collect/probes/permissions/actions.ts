import { trailChanges } from '../../../../model/catalogue/sets.ts'

/** Permissions of S3 that are named otherwise than the events (facts/aws.md 8.2). */
const renamed: Readonly<Record<string, string>> = {
  DeleteAccountPublicAccessBlock: 'PutAccountPublicAccessBlock',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutBucketLifecycle: 'PutLifecycleConfiguration',
  PutBucketReplication: 'PutReplicationConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
}

/** Ways to harm logs and alerts that leave no event among those that change what is recorded. */
const others = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObject',
  'sns:Unsubscribe',
  'events:PutRule',
  'cloudwatch:DeleteAlarms',
  'cloudwatch:DisableAlarmActions',
  'cloudwatch:PutMetricAlarm',
] as const

const prefixOf = (eventSource: string): string => eventSource.replace('.amazonaws.com', '')

const of = (set: keyof typeof trailChanges): readonly string[] =>
  trailChanges[set].eventNames.map((name) => `${prefixOf(trailChanges[set].eventSource)}:${name}`)

/** The permissions by which a principal can change what is recorded, kept, or noticed, in lower case. */
export const tamperingActions: readonly string[] = [
  ...of('recorder'),
  ...trailChanges.bucket.eventNames.map((name) => `s3:${renamed[name] ?? name}`),
  ...of('key'),
  ...of('logGroup'),
  ...of('topic'),
  ...of('rule'),
  ...of('logRole'),
  ...of('organization'),
  ...others,
].map((action) => action.toLowerCase())
