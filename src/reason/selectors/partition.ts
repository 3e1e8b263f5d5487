import type { ScopeField } from '../../model/scope.ts'
import { caseVariants, fold } from './letter-case.ts'
import { type Literals, literalsOf, type Test } from './literals.ts'
import {
  addMarks,
  groupByFold,
  type Marks,
  NO_MARKS,
  reverse,
  type Side,
  side,
  spelledAs,
} from './marks.ts'
import { absence, closedDomains, containsAbsent, selectsAbsent } from './universe.ts'

/** Texts that begin as one of `prefixes` and end as one of `suffixes` (reversed), and are no exact literal. */
interface Cell {
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
}

/** Values of one field that the same tests accept. */
export interface ValueClass {
  readonly accepted: bigint
  readonly cells: readonly Cell[]
  readonly texts: readonly string[]
  readonly absent: boolean
}

export interface Partition {
  readonly classes: readonly ValueClass[]
  readonly prefixes: Side
  readonly suffixes: Side
  /** Every text that is a class of its own. */
  readonly exacts: readonly string[]
  readonly exactLiteralOf: () => ReadonlyMap<string, string>
}

interface StateGroup {
  readonly marks: Marks
  readonly states: string[]
}

const groupStates = (s: Side): readonly StateGroup[] => {
  const groups: StateGroup[] = []
  const known = new Map<bigint, Map<bigint, StateGroup>>()
  for (const state of s.states) {
    const marks = s.marksOf(state)
    const byReject = known.get(marks.accept) ?? new Map<bigint, StateGroup>()
    known.set(marks.accept, byReject)
    const group = byReject.get(marks.reject)
    if (group !== undefined) group.states.push(state)
    else {
      const created = { marks, states: [state] }
      byReject.set(marks.reject, created)
      groups.push(created)
    }
  }
  return groups
}

/** Each exact literal; of one without case, a spelling for each set of other literals that it can meet. */
const exactTexts = (literals: Literals, prefixes: Side, suffixes: Side): readonly string[] => {
  const { plain, folded } = literals.exacts
  const spelled = groupByFold(folded.size === 0 ? [] : plain.keys())
  const variants = [...folded.keys()].flatMap((text) =>
    caseVariants(text, [
      ...(spelled.get(text) ?? []).map((literal) => ({ at: 0, text: literal })),
      ...prefixes.within(text).map((literal) => ({ at: 0, text: literal })),
      ...suffixes.within(reverse(text)).map((literal) => ({
        at: text.length - literal.length,
        text: reverse(literal),
      })),
    ]),
  )
  return [...new Set([...plain.keys(), ...variants])]
}

const acceptsAbsent = (field: ScopeField, test: Test): boolean => {
  if (test.reading === 'exact') return containsAbsent(test.constraint)
  const value = selectsAbsent(field, test.constraint)
  return test.reading === 'must' ? value === 'yes' : value !== 'no'
}

interface Collected {
  readonly cells: Cell[]
  readonly texts: string[]
  absent: boolean
}

/**
 * All values of a field, split by the literals of its tests into classes that no test can tell apart (verdict.md 9):
 * longest prefix times longest suffix, each exact literal, and the absent value. None is empty. `undefined` when
 * there would be more than `limit`.
 */
export const partition = (
  field: ScopeField,
  tests: readonly Test[],
  limit: number,
): Partition | undefined => {
  const literals = literalsOf(tests)
  const prefixes = side(literals.prefixes.plain, literals.prefixes.folded)
  const suffixes = side(literals.suffixes.plain, literals.suffixes.folded)
  const found = new Map<bigint, Collected>()
  const classOf = (accepted: bigint): Collected => {
    const old = found.get(accepted)
    if (old !== undefined) return old
    const created: Collected = { cells: [], texts: [], absent: false }
    found.set(accepted, created)
    return created
  }
  const accepted = (marks: Marks): bigint => (marks.accept | literals.open) & ~marks.reject

  const domain = closedDomains[field]
  if (domain === undefined) {
    const before = groupStates(prefixes)
    const after = groupStates(suffixes)
    if (before.length * after.length > limit) return undefined
    for (const p of before)
      for (const s of after)
        classOf(accepted(addMarks(p.marks, s.marks))).cells.push({
          prefixes: p.states,
          suffixes: s.states,
        })
  }
  const exacts = domain ?? exactTexts(literals, prefixes, suffixes)
  const { plain, folded } = literals.exacts
  for (const text of exacts) {
    const own = addMarks(plain.get(text) ?? NO_MARKS, folded.get(fold(text)) ?? NO_MARKS)
    const around = addMarks(prefixes.marksOf(text), suffixes.marksOf(reverse(text)))
    classOf(accepted(addMarks(own, around))).texts.push(text)
  }
  if (absence[field] !== undefined) {
    const bits = tests.filter((t) => acceptsAbsent(field, t)).reduce((all, t) => all | t.bit, 0n)
    classOf(bits).absent = true
  }
  return {
    classes: [...found].map(([bits, c]) => ({ accepted: bits, ...c })),
    prefixes,
    suffixes,
    exacts,
    exactLiteralOf: () => spelledAs(exacts, (text) => domain !== undefined || plain.has(text)),
  }
}
