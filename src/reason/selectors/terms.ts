import type { Constraint, ScopeField } from '../../model/scope.ts'
import { scopeFields } from '../../model/scope.ts'
import { type Clause, constrainedFields } from './clause.ts'
import type { Test, TestReading } from './literals.ts'
import { type Partition, partition } from './partition.ts'

/** A conjunction of constraints, each with the way it is read. */
export type Term = { readonly [F in ScopeField]?: readonly Reader[] }
export interface Reader {
  readonly constraint: Constraint
  readonly reading: TestReading
}

const readers = (
  clause: Clause,
  reading: TestReading,
): readonly (readonly [ScopeField, readonly Reader[]])[] =>
  constrainedFields(clause).map((field) => [
    field,
    (clause[field] ?? []).map((constraint) => ({ constraint, reading })),
  ])

/** What lies in a set of our own (where the recorder works) and in a clause of a selector. */
export const termOf = (own: Clause, selector: Clause, reading: TestReading): Term => {
  const out: { [F in ScopeField]?: readonly Reader[] } = Object.fromEntries(readers(own, 'exact'))
  for (const [field, more] of readers(selector, reading))
    out[field] = [...(out[field] ?? []), ...more]
  return out
}

/** One field: its values in classes, each with the terms that accept it. */
export interface FieldPlan {
  readonly field: ScopeField
  readonly parts: Partition
  /** Bit i of `accepted` stands for term i. */
  readonly classes: Partition['classes']
}

/** The fields that some term constrains, split into classes. `undefined` when there would be too many. */
export const plansOf = (
  terms: readonly Term[],
  limit: number,
): readonly FieldPlan[] | undefined => {
  const plans: FieldPlan[] = []
  for (const field of scopeFields) {
    const plan = planOf(field, terms, limit)
    if (plan === 'too many') return undefined
    if (plan !== 'free') plans.push(plan)
  }
  return plans
}

/**
 * A term may have several constraints on a field: layer k has the k-th of each, and a term accepts a value when it
 * does in every layer. All layers share one bit set, layer k from bit k * terms on.
 */
const planOf = (
  field: ScopeField,
  terms: readonly Term[],
  limit: number,
): FieldPlan | 'free' | 'too many' => {
  const width = BigInt(terms.length)
  const ones = (1n << width) - 1n
  const used: bigint[] = []
  const tests: Test[] = []
  terms.forEach((term, i) => {
    term[field]?.forEach((reader, layer) => {
      const bit = 1n << BigInt(i)
      used[layer] = (used[layer] ?? 0n) | bit
      tests.push({ ...reader, bit: bit << (BigInt(layer) * width) })
    })
  })
  if (tests.length === 0) return 'free'
  const parts = partition(field, tests, limit)
  if (parts === undefined) return 'too many'
  const accepted = (bits: bigint): bigint =>
    used.reduce((all, mask, layer) => {
      const here = (bits >> (BigInt(layer) * width)) & ones
      return all & (here | (ones & ~mask))
    }, ones)
  const classes = parts.classes.map((c) => ({ ...c, accepted: accepted(c.accepted) }))
  return { field, parts, classes }
}

/** Bits of the terms that constrain a field. */
export const constraining = (terms: readonly Term[], field: ScopeField): bigint =>
  terms.reduce((all, term, i) => (term[field] === undefined ? all : all | (1n << BigInt(i))), 0n)
