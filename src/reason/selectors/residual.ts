import type { Box, ScopeField } from '../../model/scope.ts'
import { boxOf, type Clause } from './clause.ts'
import { type Conjunction, describe } from './describe.ts'
import type { Branch, Diagram, Left, Split } from './diagram.ts'

interface Printed {
  /** How many boxes the diagram has. */
  readonly count: number
  readonly boxes: readonly Box[]
}

/** A branch in the words of selectors; `undefined` where it allows all that the scope does. */
const wordsOf = (split: Split): ((branch: Branch) => readonly (Conjunction | undefined)[]) => {
  const known = new Map<Branch, readonly Conjunction[]>()
  return (branch) => {
    if (branch.all) return [undefined]
    const words = known.get(branch) ?? describe(split.plan.field, split.plan.parts, branch.classes)
    known.set(branch, words)
    return words
  }
}

const narrowed = (clause: Clause, field: ScopeField, words: Conjunction | undefined): Clause =>
  words === undefined ? clause : { ...clause, [field]: words }

/** The diagram below a clause of the scope as boxes, at most `limit` of them, and how many there are in all. */
export const print = (scope: Clause, diagram: Diagram, limit: number): Printed => {
  if (diagram === 'nothing') return { count: 0, boxes: [] }
  const counts = new Map<Left, number>()
  const speakers = new Map<Split, ReturnType<typeof wordsOf>>()
  const speakerOf = (split: Split) => {
    const speaker = speakers.get(split) ?? wordsOf(split)
    speakers.set(split, speaker)
    return speaker
  }
  const countOf = (left: Left): number => {
    if (left === 'everything') return 1
    const known = counts.get(left)
    if (known !== undefined) return known
    const words = speakerOf(left)
    const count = left.branches.reduce((n, b) => n + words(b).length * countOf(b.rest), 0)
    counts.set(left, count)
    return count
  }
  const boxes: Box[] = []
  const visit = (clause: Clause, left: Left): void => {
    if (boxes.length >= limit) return
    if (left === 'everything') {
      boxes.push(boxOf(clause))
      return
    }
    for (const branch of left.branches)
      for (const words of speakerOf(left)(branch))
        visit(narrowed(clause, left.plan.field, words), branch.rest)
  }
  visit(scope, diagram)
  return { count: countOf(diagram), boxes }
}
