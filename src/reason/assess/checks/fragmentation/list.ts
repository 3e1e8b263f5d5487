import type { Check } from '../../check.ts'

/** The checks of the group `fragmentation`. */
export const fragmentationChecks: readonly Check[] = []
