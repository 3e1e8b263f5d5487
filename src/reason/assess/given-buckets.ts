import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import type { Organization } from '../../model/snapshot/organization.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { ACCOUNT, bucketOf, known, MANAGEMENT, REGION, snapshotOf } from './given.ts'

export const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`
export const LOG_ARCHIVE = '222222222222'
export const STRANGER = '888888888888'

/** The policy of AWS's own guide for a bucket that CloudTrail writes to (facts/aws.md 8.3); null: no trail named. */
export const logPolicy = (sourceArn: string | null = TRAIL): Record<string, unknown> => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AWSCloudTrailAclCheck20150319',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: 'arn:aws:s3:::audit-logs',
      ...(sourceArn === null
        ? {}
        : { Condition: { StringEquals: { 'aws:SourceArn': sourceArn } } }),
    },
    {
      Sid: 'AWSCloudTrailWrite20150319',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::audit-logs/AWSLogs/${ACCOUNT}/*`,
      Condition: {
        StringEquals: {
          's3:x-amz-acl': 'bucket-owner-full-control',
          ...(sourceArn === null ? {} : { 'aws:SourceArn': sourceArn }),
        },
      },
    },
  ],
})

/** The policy of the guide with one more statement. */
export const logPolicyWith = (statement: object): Record<string, unknown> => {
  const policy = logPolicy()
  return { ...policy, Statement: [...[policy.Statement ?? []].flat(), statement] }
}

/** The healthy account, its log bucket with CloudTrail's policy, but for what is given. */
export const withBucket = (
  over: Partial<SnapshotBucket> = {},
  more: Partial<Snapshot> = {},
): Snapshot => snapshotOf({ buckets: [bucketOf({ policy: known(logPolicy()), ...over })], ...more })

/** An organisation of a management account, a member and a log archive. */
export const givenOrganization = (over: Partial<Organization> = {}): Organization => ({
  id: 'o-a1b2c3d4e5',
  managementAccount: MANAGEMENT,
  accounts: [MANAGEMENT, ACCOUNT, LOG_ARCHIVE].map((id) => ({
    id,
    status: 'ACTIVE' as const,
    parents: ['ou-root-workloads', 'r-root'],
  })),
  cloudTrailTrusted: known(true),
  delegatedAdministrators: known([]),
  serviceControlPolicies: known([]),
  ...over,
})
