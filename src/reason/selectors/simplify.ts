import type { Constraint, ScopeField } from '../../model/scope.ts'
import { type Clause, constrainedFields } from './clause.ts'
import { type Conjunction, describe } from './describe.ts'
import { fold } from './letter-case.ts'
import { partition } from './partition.ts'
import { absence } from './universe.ts'

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

const folded = (constraint: Constraint): Constraint =>
  Object.fromEntries(
    Object.entries(constraint).map(([operator, values]) => [operator, values.map(fold)]),
  )

const isNone = (field: ScopeField, constraints: readonly Constraint[]): boolean =>
  wordsOf(field, constraints)?.length === 0

/**
 * Whether surely no event meets a clause, whether CloudTrail minds letter case or not, and whatever it makes of events
 * that lack a field: neither is documented (facts/aws.md 3.3).
 */
export const isImpossible = (clause: Clause): boolean =>
  constrainedFields(clause).some((field) => {
    const constraints = clause[field] ?? []
    return (
      absence[field]?.positive !== 'unknown' &&
      isNone(field, constraints) &&
      isNone(field, constraints.map(folded))
    )
  })
