import type { Check } from '../../check.ts'

/** The checks of the group `data-events`. */
export const dataEventsChecks: readonly Check[] = []
