import type { Constraint, ScopeField } from '../../model/scope.ts'
import { type Clause, constrainedFields } from './clause.ts'
import { type Conjunction, describe } from './describe.ts'
import { partition } from './partition.ts'

/** Classes of one field beyond which a clause is left as it is. */
const LIMIT = 1_000_000

/** The values that all constraints accept: none, as they are (`undefined`), or in simpler words. */
const wordsOf = (
  field: ScopeField,
  constraints: readonly Constraint[],
): readonly Conjunction[] | undefined => {
  const tests = constraints.map((constraint, i) => ({
    constraint,
    reading: 'exact' as const,
    bit: 1n << BigInt(i),
  }))
  const all = (1n << BigInt(tests.length)) - 1n
  const parts = partition(field, tests, LIMIT)
  if (parts === undefined) return undefined
  const accepted = parts.classes.filter((c) => c.accepted === all)
  if (accepted.length === 0) return []
  return constraints.length === 1 ? undefined : describe(field, parts, accepted)
}

/** The same set as a union of clauses with few constraints a field; empty when no event can lie in it. */
export const simplify = (clause: Clause): readonly Clause[] =>
  constrainedFields(clause).reduce<readonly Clause[]>(
    (clauses, field) => {
      const words = clauses.length === 0 ? [] : wordsOf(field, clause[field] ?? [])
      if (words === undefined) return clauses
      return clauses.flatMap((c) => words.map((w): Clause => ({ ...c, [field]: w })))
    },
    [clause],
  )
