import type { Check } from '../../check.ts'
import { roleAssumptionUnrecorded } from './role-assumption-unrecorded.ts'
import { trustWithoutIdentity } from './trust-without-identity.ts'
import { wholeAccountTrust } from './whole-account-trust.ts'

/** The checks of the group `roles`. */
export const rolesChecks: readonly Check[] = [
  roleAssumptionUnrecorded,
  trustWithoutIdentity,
  wholeAccountTrust,
]
