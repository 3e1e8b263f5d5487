import type { ValueClass } from './partition.ts'
import { constraining, type FieldPlan, plansOf, type Term } from './terms.ts'

/** What is left of the scope: nothing, all of it, or by the value of one field. Shared where it is the same. */
export type Diagram = 'nothing' | Left
export type Left = 'everything' | Split
export interface Split {
  readonly plan: FieldPlan
  readonly branches: readonly Branch[]
}
export interface Branch {
  readonly classes: readonly ValueClass[]
  /** Every value of the field that the scope allows. */
  readonly all: boolean
  readonly rest: Left
}

/** Steps left before the answer is "too complex" (verdict.md 9). */
export interface Budget {
  steps: number
}

const SCOPE = 1n

/** Steps that a cell of a partition is worth. */
const CELL = 8

/** Fields with more classes than this share their splits by the set of terms alone, not by content. */
const SHARED = 500

/** The classes that the scope allows. */
const inScope = (plan: FieldPlan): FieldPlan => ({
  ...plan,
  classes: plan.classes.filter((c) => (c.accepted & SCOPE) !== 0n),
})

interface Walk {
  readonly plans: readonly FieldPlan[]
  /** Terms without a constraint on this field and those after it. */
  readonly freeFrom: readonly bigint[]
  readonly memo: readonly Map<bigint, Diagram>[]
  /** Every split made so far by its content, so that equal ones are one. */
  readonly splits: Map<string, Split>
  readonly ids: Map<Left, number>
  readonly budget: Budget
}

/** Indexes of the classes of a field, by what is left of the scope for them. */
type Rests = ReadonlyMap<Left, readonly number[]>

const append = <K>(groups: Map<K, number[]>, key: K, indexes: readonly number[]): void => {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [...indexes])
  else for (const index of indexes) group.push(index)
}

const restsOf = (
  plan: FieldPlan,
  alive: bigint,
  walk: (alive: bigint) => Diagram | undefined,
): Rests | undefined => {
  const byAlive = new Map<bigint, number[]>()
  plan.classes.forEach((c, i) => {
    append(byAlive, alive & c.accepted, [i])
  })
  const byRest = new Map<Left, number[]>()
  for (const [next, indexes] of byAlive) {
    const rest = walk(next)
    if (rest === undefined) return undefined
    if (rest !== 'nothing') append(byRest, rest, indexes)
  }
  return byRest
}

const idOf = (w: Walk, left: Left): number => {
  const id = w.ids.get(left) ?? w.ids.size
  w.ids.set(left, id)
  return id
}

const splitOf = (w: Walk, plan: FieldPlan, rests: Rests): Diagram => {
  const [only] = rests
  if (only === undefined) return 'nothing'
  if (rests.size === 1 && only[1].length === plan.classes.length) return only[0]
  const split = (): Split => ({
    plan,
    branches: [...rests].map(([rest, indexes]) => ({
      rest,
      classes: indexes.map((i) => plan.classes[i] as ValueClass),
      all: indexes.length === plan.classes.length,
    })),
  })
  if (plan.classes.length > SHARED) return split()
  const key = `${plan.field}:${[...rests]
    .map(([rest, indexes]) => `${idOf(w, rest)}=${indexes.toSorted((a, b) => a - b).join()}`)
    .sort()
    .join(';')}`
  const shared = w.splits.get(key) ?? split()
  w.splits.set(key, shared)
  return shared
}

const walkFrom = (w: Walk, depth: number, alive: bigint): Diagram | undefined => {
  if ((alive & (w.freeFrom[depth] as bigint)) !== 0n) return 'nothing'
  if (alive === 0n) return 'everything'
  const memo = w.memo[depth] as Map<bigint, Diagram>
  const known = memo.get(alive)
  if (known !== undefined) return known
  const plan = w.plans[depth] as FieldPlan
  w.budget.steps -= plan.classes.length
  if (w.budget.steps < 0) return undefined
  const rests = restsOf(plan, alive, (next) => walkFrom(w, depth + 1, next))
  if (rests === undefined) return undefined
  const diagram = splitOf(w, plan, rests)
  memo.set(alive, diagram)
  return diagram
}

/**
 * What of `scope` lies in none of `terms`: fields are walked in one order with the set of terms that still accept,
 * and what is left is the same for the same field and set (verdict.md 9). `undefined`: too complex.
 */
export const residualOf = (
  scope: Term,
  terms: readonly Term[],
  budget: Budget,
): Diagram | undefined => {
  const all = [scope, ...terms]
  const plans = plansOf(all, Math.floor(budget.steps / CELL))
    ?.map(inScope)
    .sort((a, b) => a.classes.length - b.classes.length)
  if (plans === undefined) return undefined
  for (const { classes, parts } of plans) {
    budget.steps -= parts.prefixes.states.length + parts.suffixes.states.length
    for (const { cells } of classes) budget.steps -= CELL * cells.length
  }
  if (plans.some((plan) => plan.classes.length === 0)) return 'nothing'
  const everyTerm = ((1n << BigInt(terms.length)) - 1n) << SCOPE
  const freeFrom = [everyTerm]
  for (const { field } of plans.toReversed())
    freeFrom.unshift((freeFrom[0] as bigint) & ~constraining(all, field))
  const memo = plans.map(() => new Map<bigint, Diagram>())
  const walk = { plans, freeFrom, memo, budget, splits: new Map(), ids: new Map() }
  return walkFrom(walk, 0, everyTerm)
}
