import type { Problem, Slot } from '../../../model/verification.ts'
import type { FoundDigest } from '../digest/found.ts'
import type { ChainContext } from './context.ts'

export interface JudgedChain {
  /** Standard slots: a partition of the window, oldest first. */
  readonly slots: readonly Slot[]
  /** One for each backfill digest; they may overlap. */
  readonly backfill: readonly Slot[]
  readonly problems: readonly Problem[]
}

export type JudgeChain = (
  standard: readonly FoundDigest[],
  backfill: readonly FoundDigest[],
  context: ChainContext,
) => JudgedChain
