import type { Check } from '../../check.ts'

/** The checks of the group `orphans`. */
export const orphansChecks: readonly Check[] = []
