import type { Query } from '../../../engine/sql.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Goal, Optimisation } from '../../../model/goal.ts'
import type { Need } from '../../../model/proposal.ts'
import type { Found, MeasureOptions } from '../bill/measured.ts'

export interface OptimiseOptions extends Omit<MeasureOptions, 'proposed'> {
  /** Default: `defaultGoal(found.snapshots)`. */
  readonly goal?: Goal
  /** Questions, checks and detections with what they need; a reduction that makes one unanswerable names it. */
  readonly needs?: readonly Need[]
  /** Noise below this share of what a trail records of the class is left alone. Default 0.01. */
  readonly leastShare?: number
}

/**
 * Searches for the cheapest selectors that still meet a goal, by excluding measured noise only. Looks at the lake twice:
 * once to find noise, once to count exactly what each exclusion takes away.
 */
export const optimise = async (
  _query: Query,
  _found: Found,
  _options: OptimiseOptions = {},
): Promise<Optimisation> => {
  throw new WholetrailError('internal', 'nothing can be optimised yet')
}
