import type { SnapshotKey } from '../../model/snapshot/key.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { ACCOUNT, AT, known, REGION, snapshotOf, trailOf } from './given.ts'

export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`

/** The statement of AWS's own guide that lets CloudTrail encrypt (facts/aws.md 8.3). */
const ENCRYPT = {
  Sid: 'Allow CloudTrail to encrypt logs',
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main` },
    StringLike: {
      'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`,
    },
  },
}

/** The statement that every key policy begins with: the account rules over its key. */
export const OWNER = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
}

/** A healthy key that CloudTrail may use, but for what is given. */
export const keyOf = (over: Partial<SnapshotKey> = {}): SnapshotKey => ({
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  arn: KEY,
  names: [],
  state: known({ keyState: 'Enabled', manager: 'CUSTOMER' }),
  policy: known({ Version: '2012-10-17', Statement: [OWNER, ENCRYPT] }),
  rotation: known(true),
  ...over,
})

/** The healthy account, its trail encrypting under a key. */
export const withKey = (over: Partial<SnapshotKey> = {}, more: Partial<Snapshot> = {}): Snapshot =>
  snapshotOf({ trails: [trailOf({ config: { kmsKeyId: KEY } })], keys: [keyOf(over)], ...more })
