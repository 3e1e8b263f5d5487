import type {
  GetBucketEncryptionOutput,
  GetBucketPolicyStatusOutput,
  GetBucketReplicationOutput,
  GetBucketVersioningOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3'
import type { Observed } from '../../../../model/observed.ts'
import type { PublicAccessBlock, SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import { given, member, readKnown, withoutMember } from './answer.ts'

type Known<K extends keyof SnapshotBucket> = Extract<
  NonNullable<SnapshotBucket[K]>,
  { known: unknown }
>['known']

/** `PolicyStatus {}` is what an emulator answers that does not know the call (facts/aws.md 9): not "not public". */
export const isPublicOf = (answer: GetBucketPolicyStatusOutput): Observed<boolean> =>
  member(answer.PolicyStatus?.IsPublic, 'PolicyStatus.IsPublic')

/** A setting that is not said is not set (S3 API, PublicAccessBlockConfiguration). */
export const publicAccessBlockOf = (
  answer: GetPublicAccessBlockOutput,
): Observed<PublicAccessBlock> =>
  readKnown(
    member(answer.PublicAccessBlockConfiguration, 'PublicAccessBlockConfiguration'),
    (block) => ({
      known: {
        blockPublicAcls: block.BlockPublicAcls === true,
        ignorePublicAcls: block.IgnorePublicAcls === true,
        blockPublicPolicy: block.BlockPublicPolicy === true,
        restrictPublicBuckets: block.RestrictPublicBuckets === true,
      },
    }),
  )

/** The default encryption: S3 takes one rule a bucket. */
export const encryptionOf = (
  answer: GetBucketEncryptionOutput,
): Observed<NonNullable<Known<'encryption'>>> => {
  const rule = answer.ServerSideEncryptionConfiguration?.Rules?.[0]
  const applied = rule?.ApplyServerSideEncryptionByDefault
  if (applied?.SSEAlgorithm === undefined) return withoutMember('SSEAlgorithm')
  return {
    known: {
      algorithm: applied.SSEAlgorithm,
      ...given({ kmsKeyId: applied.KMSMasterKeyID, bucketKey: rule?.BucketKeyEnabled }),
    },
  }
}

/**
 * S3 leaves out `Status` of a bucket that never had versions, and `MFADelete` of one where it was never set: both are
 * then off (S3 API, GetBucketVersioning).
 */
export const versioningOf = (answer: GetBucketVersioningOutput): Observed<Known<'versioning'>> => ({
  known: { enabled: answer.Status === 'Enabled', mfaDelete: answer.MFADelete === 'Enabled' },
})

/** Where the objects of a bucket are copied to. A rule without a destination cannot be judged, so none is. */
export const replicationOf = (
  answer: GetBucketReplicationOutput,
): Observed<Known<'replication'>> => {
  const rules = answer.ReplicationConfiguration?.Rules
  if (rules === undefined) return withoutMember('ReplicationConfiguration.Rules')
  const read = rules.flatMap(({ Status, Destination }) =>
    Destination?.Bucket === undefined
      ? []
      : [
          {
            enabled: Status === 'Enabled',
            destinationBucket: Destination.Bucket,
            ...given({ destinationAccount: Destination.Account }),
          },
        ],
  )
  return read.length === rules.length ? { known: read } : withoutMember('Destination.Bucket')
}
