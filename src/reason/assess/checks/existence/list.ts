import type { Check } from '../../check.ts'

/** The checks of the group `existence`. */
export const existenceChecks: readonly Check[] = []
