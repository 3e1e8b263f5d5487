import type { Problem, Slot, WorkDone } from '../../../model/verification.ts'
import type { FoundDigest } from '../digest/found.ts'
import type { ChainContext } from './context.ts'

export interface JudgedChain {
  /**
   * Standard slots: a partition of the window, oldest first. Beside it an empty slot `interrupted` stands where a chain
   * ended and began anew at one instant and nothing says why: the stop lies in the digest before.
   */
  readonly slots: readonly Slot[]
  /** One for each backfill digest; they may overlap. */
  readonly backfill: readonly Slot[]
  readonly problems: readonly Problem[]
  /** Digests of the window, and how many of them had a signature checked. */
  readonly checked: Pick<WorkDone, 'digests' | 'signatures'>
}

/**
 * Judges all digests of one trail, account and region, whatever their order. `standard` must hold every digest whose name
 * tells a time in `[window.from, window.to + 1 h]`: a name tells the end of its hour. Older ones serve as neighbours.
 */
export type JudgeChain = (
  standard: readonly FoundDigest[],
  backfill: readonly FoundDigest[],
  context: ChainContext,
) => JudgedChain
