import type {
  GetBucketAclOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketOwnershipControlsOutput,
  GetObjectLockConfigurationOutput,
  ListBucketMetricsConfigurationsOutput,
} from '@aws-sdk/client-s3'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import type { Place } from '../../probe.ts'
import { noneOr, readKnown } from '../map/answer.ts'
import { lifecycleOf } from '../map/lifecycle.ts'
import { grantsOf, loggingOf, metricsOf, objectLockOf, ownershipOf } from '../map/log-bucket.ts'
import { absent } from './absent.ts'
import { askBucket } from './ask-bucket.ts'

type Subject = Pick<SnapshotBucket, 'name' | 'owner' | 'region'>

/** What is read of a log bucket beside what is read of every bucket. */
export const readLogBucket = async (
  place: Place,
  { name, owner, region }: Subject,
): Promise<SnapshotBucket> => {
  const readAt = place.now()
  const ask = askBucket(place, name, region)
  const [acl, ownership, lock, lifecycle, logging, metrics] = await Promise.all([
    ask<GetBucketAclOutput>('GetBucketAcl'),
    ask<GetBucketOwnershipControlsOutput>('GetBucketOwnershipControls', absent.ownership),
    ask<GetObjectLockConfigurationOutput>('GetObjectLockConfiguration', absent.objectLock),
    ask<GetBucketLifecycleConfigurationOutput>('GetBucketLifecycleConfiguration', absent.lifecycle),
    ask<GetBucketLoggingOutput>('GetBucketLogging'),
    ask<ListBucketMetricsConfigurationsOutput>('ListBucketMetricsConfigurations'),
  ])
  return {
    name,
    readAt,
    account: place.account,
    owner,
    region,
    grants: readKnown(acl, (a) => grantsOf(a ?? {})),
    ownership: noneOr(ownership, ownershipOf),
    objectLock: readKnown(lock, (l) => (l === null ? { known: null } : objectLockOf(l))),
    lifecycle: readKnown(lifecycle, (l) => (l === null ? { known: [] } : lifecycleOf(l))),
    logging: readKnown(logging, (l) => loggingOf(l ?? {})),
    metrics: readKnown(metrics, (m) => metricsOf(m ?? {})),
  }
}
