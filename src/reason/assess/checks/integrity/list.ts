import type { Check } from '../../check.ts'

/** The checks of the group `integrity`. */
export const integrityChecks: readonly Check[] = []
