import { isKnown, type Observed } from '../../model/observed.ts'
import type { Ternary } from '../../model/scope.ts'
import type { PublicAccessBlock, SnapshotBucket } from '../../model/snapshot/bucket.ts'
import { every, not, some, sure } from '../../model/ternary.ts'
import { aclLetsEveryoneIn } from './acl.ts'
import type { Inside } from './inside.ts'
import { outsiders, READS } from './outsiders.ts'

/** Whether everyone may read or write, by each route there is. */
export interface PublicBy {
  readonly policy: Ternary
  readonly acl: Ternary
}

type Block = Observed<PublicAccessBlock | null> | undefined

const blocks = (block: Block, which: keyof PublicAccessBlock): Ternary =>
  block === undefined || !isKnown(block) ? 'unknown' : sure(block.known?.[which] === true)

/** Reading logs, changing or deleting them, and taking the bucket over so that one may. */
const ANYTHING = {
  actions: [
    ...READS.actions,
    ...[
      'PutObject',
      'PutObjectAcl',
      'PutObjectVersionAcl',
      'DeleteObject',
      'DeleteObjectVersion',
      'ReplicateObject',
      'ReplicateDelete',
      'RestoreObject',
      'PutObjectRetention',
      'PutObjectLegalHold',
      'BypassGovernanceRetention',
      'ObjectOwnerOverrideToBucketOwner',
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketAcl',
      'PutBucketOwnershipControls',
      'PutBucketPublicAccessBlock',
      'PutBucketVersioning',
      'PutBucketObjectLockConfiguration',
      'PutBucketLogging',
      'PutBucketNotification',
      'PutLifecycleConfiguration',
      'PutReplicationConfiguration',
      'PutEncryptionConfiguration',
      'PutInventoryConfiguration',
      'DeleteBucket',
    ].map((name) => `s3:${name}`),
  ],
}

/** Whether a policy, as it is written, lets everyone in. */
const isWrittenPublic = ({ policy }: SnapshotBucket, inside: Inside): Ternary => {
  if (policy === undefined || !isKnown(policy)) return 'unknown'
  if (policy.known === null) return 'no'
  const everyone = outsiders(policy.known, inside, ANYTHING).find((o) => o.principal === '*')
  return everyone === undefined ? 'no' : everyone.certain ? 'yes' : 'unknown'
}

/**
 * AWS's own judgement where it was read (GetBucketPolicyStatus), otherwise ours. A policy that plainly lets everyone in
 * and that AWS calls private is neither: the block of policies that AWS calls public would not close it either.
 */
const byPolicy = (bucket: SnapshotBucket, inside: Inside, isBlocked: Ternary): Ternary => {
  const { isPublicByPolicy } = bucket
  const written = isWrittenPublic(bucket, inside)
  if (isPublicByPolicy === undefined || !isKnown(isPublicByPolicy))
    return every([written, not(isBlocked)])
  if (isPublicByPolicy.known) return not(isBlocked)
  return written === 'yes' ? 'unknown' : 'no'
}

/**
 * Whether a bucket is public, by its policy or its ACL, after the public access blocks: that of the bucket or that of
 * its account, either suffices. Access points have policies of their own, which are not read.
 */
export const publicBy = (bucket: SnapshotBucket, accountBlock: Block, inside: Inside): PublicBy => {
  const isBlocked = (which: keyof PublicAccessBlock): Ternary =>
    some([blocks(bucket.publicAccessBlock, which), blocks(accountBlock, which)])
  return {
    policy: byPolicy(bucket, inside, isBlocked('restrictPublicBuckets')),
    acl: every([aclLetsEveryoneIn(bucket), not(isBlocked('ignorePublicAcls'))]),
  }
}
