import type { Box, Scope } from '../../model/scope.ts'
import { type Clause, clauseOf } from './clause.ts'
import { type Budget, residualOf } from './diagram.ts'
import { selectedBy } from './facets.ts'
import { mergeBoxes, mergeClauses } from './merge-boxes.ts'
import { relevantTo } from './relevant.ts'
import { print } from './residual.ts'
import { type Term, termOf } from './terms.ts'
import type { Covered, Mode, Recording } from './types.ts'

/** Boxes of a residual that are printed (verdict.md 9). */
const SHOWN = 50
/** Classes of values visited before the answer is "too complex": about a second. */
const STEPS = 1_000_000

const termsOf = (recording: Recording, mode: Mode): readonly Term[] =>
  recording.limits
    .map(clauseOf)
    .flatMap((place) => selectedBy(recording.selectors, mode).map((c) => termOf(place, c, mode)))

const shown = (boxes: readonly Box[], left: number, tooComplex: boolean): Covered => {
  const merged = mergeBoxes(boxes)
  const residual = merged.slice(0, SHOWN)
  return {
    covered: false,
    residual,
    more: left + merged.length - residual.length,
    tooComplex,
  }
}

/**
 * Whether every event of a scope is recorded by one of the recordings: surely (`must`) or possibly (`may`, R2).
 * Exact for every operator, but that filters are ignored (R3) and that an event with several resources is judged by
 * one of them (docs/decisions/002-selector-algebra.md). Never throws.
 */
export const covers = (recordings: readonly Recording[], scope: Scope, mode: Mode): Covered => {
  const terms = recordings.flatMap((recording) => termsOf(recording, mode))
  const clauses: readonly Clause[] = mergeClauses(scope.boxes.map(clauseOf))
  const budget: Budget = { steps: STEPS }
  const boxes: Box[] = []
  let more = 0
  for (const clause of clauses) {
    const own = termOf(clause, {}, 'exact')
    const diagram = residualOf(own, relevantTo(own, terms), budget)
    if (diagram === undefined) return shown(scope.boxes, 0, true)
    const printed = print(clause, diagram, SHOWN - boxes.length)
    boxes.push(...printed.boxes)
    more += printed.more
  }
  return boxes.length + more === 0 ? { covered: true } : shown(boxes, more, false)
}
