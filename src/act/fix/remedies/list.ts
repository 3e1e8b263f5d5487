import type { Remedy } from '../remedy.ts'

/**
 * Every remedy, in the order in which they are thought of: what records comes first, then what is not needed any more,
 * so that nothing is mended that goes; then settings; then what watches and guards all that is there by then. The order
 * in which the plan is carried out is another (model/plan.ts).
 */
export const remedies: readonly Remedy[] = []
