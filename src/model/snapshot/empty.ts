import type { Snapshot } from '../snapshot.ts'
import type { Instant } from '../time.ts'

/** A snapshot that knows nothing yet: what collecting fills, and what examples are built on. */
export const emptySnapshot = (collectedAt: Instant): Snapshot => ({
  schema: 'wholetrail/snapshot/1',
  collectedAt,
  partition: 'aws',
  accounts: [],
  organization: { unknown: 'not-collected' },
  trailsListed: [],
  listings: [],
  regions: [],
  trails: [],
  eventDataStores: [],
  channels: [],
  buckets: [],
  accountPublicAccess: [],
  keys: [],
  logGroups: [],
  alarms: [],
  topics: [],
  eventRules: [],
  roles: [],
  permissions: [],
  resources: [],
  identities: [],
  usage: [],
  history: [],
})
