import type { BlindReason } from '../../../model/coverage.ts'

/** Why one recorder did not record one cell at one time. `stage`: how far it came; the furthest is the best reason. */
export interface Why {
  readonly reason: BlindReason
  readonly detail: string
  readonly remedy: string
  readonly stage: number
}
