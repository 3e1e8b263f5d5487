import type { Check } from '../../check.ts'

/** The checks of the group `watching`. */
export const watchingChecks: readonly Check[] = []
