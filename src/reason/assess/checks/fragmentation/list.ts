import type { Check } from '../../check.ts'
import { accountTrailsBesideOrganizationTrail } from './account-trails-beside-organization-trail.ts'
import { logReadersOutside } from './log-readers-outside.ts'
import { recordedTwice } from './recorded-twice.ts'
import { thirdPartyTrail } from './third-party-trail.ts'

/** The checks of the group `fragmentation`. */
export const fragmentationChecks: readonly Check[] = [
  recordedTwice,
  thirdPartyTrail,
  logReadersOutside,
  accountTrailsBesideOrganizationTrail,
]
