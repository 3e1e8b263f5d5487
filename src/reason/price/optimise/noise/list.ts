import type { NoiseRule } from '../candidate.ts'
import { logDeliveries, ownDeliveries } from './deliveries.ts'
import { kmsReads } from './kms.ts'
import { publicReads } from './public-reads.ts'
import { batchRoles, serviceRoles } from './roles.ts'
import { keysDeleted, lifecycle, madeForOthers } from './services.ts'

/** Every rule by which noise is found. What loses the least comes first. */
export const noiseRules: readonly NoiseRule[] = [
  ownDeliveries,
  kmsReads,
  publicReads,
  logDeliveries,
  serviceRoles,
  lifecycle,
  keysDeleted,
  batchRoles,
  madeForOthers,
]
