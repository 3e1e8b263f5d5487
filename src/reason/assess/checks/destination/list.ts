import type { Check } from '../../check.ts'

/** The checks of the group `destination`. */
export const destinationChecks: readonly Check[] = []
