import type { ProblemWeight } from '../../../model/verification.ts'

/** A kind of problem: everything about it but where it was found. */
export interface ProblemKind {
  readonly id: string
  readonly weight: ProblemWeight
  /** What it can mean. */
  readonly means: string
  /**
   * What to do. TRAIL, HOME, ACCOUNT, REGION, FROM, TO stand for what is known where it was found (`todo.ts`); a command
   * ends its clause.
   */
  readonly todo: string
}
