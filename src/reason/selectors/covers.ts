import type { Box, Scope } from '../../model/scope.ts'
import { type Clause, clauseOf } from './clause.ts'
import { type Budget, type Diagram, residualOf } from './diagram.ts'
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

const clauses = new WeakMap<Scope, readonly Clause[]>()

/** A scope is asked about many times. */
const clausesOf = (scope: Scope): readonly Clause[] => {
  const known = clauses.get(scope) ?? mergeClauses(scope.boxes.map(clauseOf))
  clauses.set(scope, known)
  return known
}

interface Remains {
  readonly clause: Clause
  /** What is left of the clause; `undefined` where that is too complex. */
  readonly diagram: Diagram | undefined
}

/** What is left of each clause of a scope in turn: who has seen enough leaves the rest. */
function* remainsOf(
  recordings: readonly Recording[],
  scope: Scope,
  mode: Mode,
): Generator<Remains, void> {
  const terms = recordings.flatMap((recording) => termsOf(recording, mode))
  const budget: Budget = { steps: STEPS }
  for (const clause of clausesOf(scope)) {
    const own = termOf(clause, {}, 'exact')
    yield { clause, diagram: residualOf(own, relevantTo(own, terms), budget) }
  }
}

/** As `covers`, without words for what is left: they are the dearer half. Never throws. */
export const isCovered = (recordings: readonly Recording[], scope: Scope, mode: Mode): boolean => {
  for (const { diagram } of remainsOf(recordings, scope, mode))
    if (diagram !== 'nothing') return false
  return true
}

/**
 * Whether every event of a scope is recorded by one of the recordings: surely (`must`) or possibly (`may`, R2).
 * Exact for every operator, but that filters are ignored (R3) and that an event with several resources is judged by
 * one of them (docs/decisions/002-selector-algebra.md). Never throws.
 */
export const covers = (recordings: readonly Recording[], scope: Scope, mode: Mode): Covered => {
  const boxes: Box[] = []
  let more = 0
  for (const { clause, diagram } of remainsOf(recordings, scope, mode)) {
    if (diagram === undefined) return shown(scope.boxes, 0, true)
    const printed = print(clause, diagram, SHOWN - boxes.length)
    boxes.push(...printed.boxes)
    more += printed.more
  }
  return boxes.length + more === 0 ? { covered: true } : shown(boxes, more, false)
}
