import type { Box, ScopeField } from '../../model/scope.ts'
import { boxOf, type Clause } from './clause.ts'
import { type Conjunction, describe } from './describe.ts'
import type { Branch, Diagram, Left, Split } from './diagram.ts'

interface Printed {
  readonly boxes: readonly Box[]
  /** Branches of the diagram that were not printed. */
  readonly more: number
}

/** Texts visited before printing stops; the first box is printed whatever it takes. */
const EFFORT = 1_000_000

/** Cells, and for each group of suffixes all prefixes. */
const effortOf = ({ parts }: Split['plan'], { classes }: Branch): number => {
  const cells = classes.flatMap((c) => c.cells)
  return cells.length + new Set(cells.map((c) => c.suffixes)).size * parts.prefixes.states.length
}

/** How many ways lead from here to what is left. */
const counter = () => {
  const known = new Map<Left, number>()
  const count = (left: Left): number => {
    if (left === 'everything') return 1
    const n = known.get(left) ?? left.branches.reduce((sum, b) => sum + count(b.rest), 0)
    known.set(left, n)
    return n
  }
  return count
}

const narrowed = (clause: Clause, field: ScopeField, words: Conjunction | undefined): Clause =>
  words === undefined ? clause : { ...clause, [field]: words }

/** The diagram below a clause of the scope as boxes, about `limit` of them. */
export const print = (scope: Clause, diagram: Diagram, limit: number): Printed => {
  const boxes: Box[] = []
  const known = new Map<Branch, readonly (Conjunction | undefined)[]>()
  let effort = EFFORT
  let more = 0
  const count = counter()
  const isFull = () => boxes.length >= limit || (boxes.length > 0 && effort < 0)

  const wordsOf = ({ plan }: Split, branch: Branch): readonly (Conjunction | undefined)[] => {
    if (branch.all) return [undefined]
    const old = known.get(branch)
    if (old !== undefined) return old
    effort -= effortOf(plan, branch)
    const words = describe(plan.field, plan.parts, branch.classes)
    known.set(branch, words)
    return words
  }
  const visit = (clause: Clause, left: Left): void => {
    if (isFull()) more += count(left)
    else if (left === 'everything') boxes.push(boxOf(clause))
    else
      for (const branch of left.branches) {
        if (isFull()) more += count(branch.rest)
        else
          for (const words of wordsOf(left, branch))
            visit(narrowed(clause, left.plan.field, words), branch.rest)
      }
  }
  if (diagram !== 'nothing') visit(scope, diagram)
  return { boxes, more }
}
