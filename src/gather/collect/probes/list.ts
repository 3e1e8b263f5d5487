import type { Probe } from '../probe.ts'
import { accountPublicAccess } from './account-public-access.ts'
import { alarms } from './alarms.ts'
import { bucketSize } from './bucket-size.ts'
import { buckets } from './buckets.ts'
import { channels } from './channels.ts'
import { cloudtrailKeys } from './cloudtrail-keys.ts'
import { costExplorer } from './cost-explorer.ts'
import { eventDataStores } from './event-data-stores.ts'
import { eventRules } from './event-rules.ts'
import { foreignLogBuckets } from './foreign-log-buckets.ts'
import { functions } from './functions.ts'
import { guarddutyUsage } from './guardduty-usage.ts'
import { history } from './history.ts'
import { identities } from './identities.ts'
import { keys } from './keys.ts'
import { logBuckets } from './log-buckets.ts'
import { logGroups } from './log-groups.ts'
import { organization } from './organization.ts'
import { permissions } from './permissions.ts'
import { requestMetrics } from './request-metrics.ts'
import { roles } from './roles.ts'
import { tables } from './tables.ts'
import { taggedResources } from './tagged-resources.ts'
import { topics } from './topics.ts'
import { trailNames } from './trail-names.ts'
import { trailSelectors } from './trail-selectors.ts'
import { trails } from './trails.ts'

/** Everything that `collect` reads, in the order of the steps. */
export const probes: readonly Probe[] = [
  organization,
  trails,
  trailNames,
  buckets,
  accountPublicAccess,
  trailSelectors,
  eventDataStores,
  channels,
  cloudtrailKeys,
  foreignLogBuckets,
  logGroups,
  alarms,
  eventRules,
  roles,
  permissions,
  identities,
  functions,
  tables,
  taggedResources,
  logBuckets,
  bucketSize,
  requestMetrics,
  guarddutyUsage,
  costExplorer,
  keys,
  topics,
  history,
]
