import type { Box, Constraint, ScopeField } from '../../model/scope.ts'
import { scopeFields } from '../../model/scope.ts'
import { boxOf, type Clause, clauseOf } from './clause.ts'
import { hasPositive, positiveOperators } from './constraint.ts'

/** A constraint that is a plain list of what it accepts, so that two of them make a third. */
const isList = (constraints: readonly Constraint[] | undefined): constraints is [Constraint] => {
  const [only, ...more] = constraints ?? []
  return (
    only !== undefined &&
    more.length === 0 &&
    hasPositive(only) &&
    Object.keys(only).every((operator) => !operator.startsWith('Not'))
  )
}

const joined = (lists: readonly Constraint[]): Constraint => {
  const out: { -readonly [K in keyof Constraint]: Constraint[K] } = {}
  for (const operator of positiveOperators) {
    const values = lists.flatMap((list) => list[operator] ?? [])
    if (lists.some((list) => list[operator] !== undefined)) out[operator] = [...new Set(values)]
  }
  return out
}

const mergeOn = (field: ScopeField, clauses: readonly Clause[]): readonly Clause[] => {
  if (!clauses.some((clause) => isList(clause[field]))) return clauses
  const groups = new Map<string, Clause[]>()
  clauses.forEach((clause, i) => {
    const { [field]: own, ...rest } = clause
    const key = isList(own) ? JSON.stringify(rest) : `${i}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [clause])
    else group.push(clause)
  })
  return [...groups.values()].map((group) => {
    const [first = {}] = group
    if (group.length === 1) return first
    return { ...first, [field]: [joined(group.flatMap((clause) => clause[field] ?? []))] }
  })
}

const inOrder = (clause: Clause): Clause =>
  Object.fromEntries(scopeFields.flatMap((f) => (clause[f]?.length ? [[f, clause[f]]] : [])))

/** The same union in fewer clauses: those that differ in the list of one field become one. */
export const mergeClauses = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses.length < 2
    ? clauses
    : scopeFields
        .toReversed()
        .reduce<readonly Clause[]>((all, field) => mergeOn(field, all), clauses.map(inOrder))

/** The same for boxes; filters are left out (R3). */
export const mergeBoxes = (boxes: readonly Box[]): readonly Box[] =>
  mergeClauses(boxes.map(clauseOf)).map(boxOf)
