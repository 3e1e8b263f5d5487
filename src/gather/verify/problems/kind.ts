import type { ProblemWeight } from '../../../model/verification.ts'

/** A kind of problem: everything about it but where it was found. */
export interface ProblemKind {
  readonly id: string
  readonly weight: ProblemWeight
  /** What it can mean. */
  readonly means: string
  /** What to do. */
  readonly todo: string
}
