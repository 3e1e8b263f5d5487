import type { Check } from '../../check.ts'
import { danglingTrailDestination } from './dangling-trail-destination.ts'
import { logBucketInventory } from './log-bucket-inventory.ts'
import { orphanedLogBucket } from './orphaned-log-bucket.ts'
import { unusedKey } from './unused-key.ts'
import { unusedLogGroup } from './unused-log-group.ts'
import { unusedRole } from './unused-role.ts'
import { unusedTopic } from './unused-topic.ts'

/** The checks of the group `orphans`. */
export const orphansChecks: readonly Check[] = [
  orphanedLogBucket,
  logBucketInventory,
  danglingTrailDestination,
  unusedLogGroup,
  unusedTopic,
  unusedKey,
  unusedRole,
]
