import type {
  GetBucketEncryptionOutput,
  GetBucketPolicyOutput,
  GetBucketPolicyStatusOutput,
  GetBucketReplicationOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  GetPublicAccessBlockOutput,
} from '@aws-sdk/client-s3'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import type { Place } from '../../probe.ts'
import { noneOr, readKnown } from '../map/answer.ts'
import {
  encryptionOf,
  isPublicOf,
  publicAccessBlockOf,
  replicationOf,
  versioningOf,
} from '../map/bucket.ts'
import { policyOf } from '../map/policy-document.ts'
import { tagsOf } from '../map/tags.ts'
import { absent } from './absent.ts'
import { askBucket } from './ask-bucket.ts'
import { regionOfBucket } from './region.ts'

export interface NamedBucket {
  readonly name: string
  readonly owner: SnapshotBucket['owner']
  readonly exists: NonNullable<SnapshotBucket['exists']>
  readonly region: string | undefined
}

/**
 * What is read of every bucket. Not when it was created: the date in the list moves when a policy is edited (S3 API,
 * Bucket.CreationDate), so that it proves no age (R26).
 */
export const readBucket = async (place: Place, bucket: NamedBucket): Promise<SnapshotBucket> => {
  const readAt = place.now()
  const { name, owner, exists } = bucket
  const region = await regionOfBucket(place, name, bucket.region)
  const ask = askBucket(place, name, region)
  const [policy, status, block, encryption, versioning, replication, tags] = await Promise.all([
    ask<GetBucketPolicyOutput>('GetBucketPolicy', absent.policy),
    ask<GetBucketPolicyStatusOutput>('GetBucketPolicyStatus', absent.policy),
    ask<GetPublicAccessBlockOutput>('GetPublicAccessBlock', absent.publicAccessBlock),
    ask<GetBucketEncryptionOutput>('GetBucketEncryption', absent.encryption),
    ask<GetBucketVersioningOutput>('GetBucketVersioning'),
    ask<GetBucketReplicationOutput>('GetBucketReplication', absent.replication),
    ask<GetBucketTaggingOutput>('GetBucketTagging', absent.tags),
  ])
  return {
    name,
    readAt,
    account: place.account,
    exists,
    owner,
    region,
    policy: noneOr(policy, (p) => policyOf(p.Policy)),
    isPublicByPolicy: readKnown(status, (s) => (s === null ? { known: false } : isPublicOf(s))),
    publicAccessBlock: noneOr(block, publicAccessBlockOf),
    encryption: noneOr(encryption, encryptionOf),
    versioning: readKnown(versioning, (v) => versioningOf(v ?? {})),
    replication: readKnown(replication, (r) => (r === null ? { known: [] } : replicationOf(r))),
    tags: readKnown(tags, (t) => (t === null ? { known: {} } : tagsOf(t.TagSet))),
  }
}
