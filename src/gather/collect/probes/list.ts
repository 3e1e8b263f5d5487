import type { Probe } from '../probe.ts'
import { bucketSize } from './bucket-size.ts'
import { buckets } from './buckets.ts'
import { channels } from './channels.ts'
import { cloudtrailKeys } from './cloudtrail-keys.ts'
import { eventDataStores } from './event-data-stores.ts'
import { foreignLogBucketsProbe } from './foreign-log-buckets.ts'
import { logBuckets } from './log-buckets.ts'
import { organization } from './organization.ts'
import { trailNames } from './trail-names.ts'
import { trailSelectors } from './trail-selectors.ts'
import { trails } from './trails.ts'

/** Everything that `collect` reads. */
export const probes: readonly Probe[] = [
  organization,
  trails,
  trailNames,
  buckets,
  trailSelectors,
  eventDataStores,
  channels,
  cloudtrailKeys,
  foreignLogBucketsProbe,
  logBuckets,
  bucketSize,
]
