import type { DesiredOf } from '../../../model/desired.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { replaced } from './replaced.ts'

const CLOSED = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
}

/** What AWS gives a bucket that is made today and says nothing (facts/aws.md 8.1). */
const fresh = ({ name, account, region }: DesiredOf<'bucket'>, now: Instant): SnapshotBucket => ({
  name,
  readAt: now,
  account,
  exists: { known: true },
  owner: { known: account },
  region: { known: region },
  createdAt: { known: now },
  policy: { known: null },
  isPublicByPolicy: { known: false },
  grants: { known: [] },
  publicAccessBlock: { known: CLOSED },
  ownership: { known: 'BucketOwnerEnforced' },
  encryption: { known: { algorithm: 'AES256' } },
  versioning: { known: { enabled: false, mfaDelete: false } },
  objectLock: { known: null },
  lifecycle: { known: [] },
  logging: { known: null },
  replication: { known: [] },
  tags: { known: {} },
  metrics: { known: [] },
  cloudTrailKeys: { known: { accounts: [], organizations: [], prefixes: [], newest: null } },
})

const mfaDelete = ({ versioning }: SnapshotBucket): boolean =>
  versioning !== undefined && 'known' in versioning && versioning.known.mfaDelete

const setTo = (bucket: SnapshotBucket, d: DesiredOf<'bucket'>): SnapshotBucket => ({
  ...bucket,
  ...(d.publicAccessBlock === undefined
    ? {}
    : { publicAccessBlock: { known: d.publicAccessBlock } }),
  ...(d.ownership === undefined ? {} : { ownership: { known: d.ownership } }),
  ...(d.encryption === undefined ? {} : { encryption: { known: d.encryption } }),
  ...(d.versioning === undefined
    ? {}
    : { versioning: { known: { enabled: d.versioning, mfaDelete: mfaDelete(bucket) } } }),
  ...(d.objectLock === undefined ? {} : { objectLock: { known: d.objectLock } }),
  ...(d.lifecycle === undefined ? {} : { lifecycle: { known: d.lifecycle } }),
  ...(d.logging === undefined ? {} : { logging: { known: d.logging } }),
})

/** One that is there already is changed in every reading of it: several accounts may have read it. */
export const withBucket = (
  snapshot: Snapshot,
  desired: DesiredOf<'bucket'>,
  now: Instant,
): Snapshot => {
  const made = fresh(desired, now)
  const base = (before: SnapshotBucket | undefined) =>
    before === undefined || desired.state === 'new' ? made : before
  return {
    ...snapshot,
    buckets: replaced(
      snapshot.buckets,
      (b) => b.name === desired.name,
      (before) => setTo(base(before), desired),
    ),
  }
}

/** AWS's own judgement of the policy before says nothing of the one after. */
const withPolicy = (
  { isPublicByPolicy: _, ...bucket }: SnapshotBucket,
  policy: DesiredOf<'bucket-policy'>['policy'],
): SnapshotBucket => ({ ...bucket, policy: { known: policy } })

/** A bucket that nobody knows gets no policy: its other settings would be taken for read. */
export const withBucketPolicy = (
  snapshot: Snapshot,
  { bucket, policy }: DesiredOf<'bucket-policy'>,
): Snapshot => ({
  ...snapshot,
  buckets: snapshot.buckets.map((b) => (b.name === bucket ? withPolicy(b, policy) : b)),
})
