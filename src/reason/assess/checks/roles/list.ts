import type { Check } from '../../check.ts'
import { longTermKeyManyAddresses } from './long-term-key-many-addresses.ts'
import { roleAssumptionUnrecorded } from './role-assumption-unrecorded.ts'
import { roleOpacityMissingRecords } from './role-opacity-missing-records.ts'
import { roleOpacityOutsideCaller } from './role-opacity-outside-caller.ts'
import { roleOpacitySharedCaller } from './role-opacity-shared-caller.ts'
import { roleOpacitySharedNames } from './role-opacity-shared-names.ts'
import { trustWithoutIdentity } from './trust-without-identity.ts'
import { wholeAccountTrust } from './whole-account-trust.ts'

/** The checks of the group `roles`. */
export const rolesChecks: readonly Check[] = [
  roleAssumptionUnrecorded,
  trustWithoutIdentity,
  wholeAccountTrust,
  roleOpacityMissingRecords,
  roleOpacityOutsideCaller,
  roleOpacitySharedNames,
  roleOpacitySharedCaller,
  longTermKeyManyAddresses,
]
