import type { Problem, Slot, WorkDone } from '../../../model/verification.ts'

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
