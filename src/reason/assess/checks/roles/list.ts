import type { Check } from '../../check.ts'

/** The checks of the group `roles`. */
export const rolesChecks: readonly Check[] = []
