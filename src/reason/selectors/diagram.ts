import type { ValueClass } from './partition.ts'
import { constraining, type FieldPlan, plansOf, type Term } from './terms.ts'

/** What is left of the scope: nothing, all of it, or by the value of one field. Shared where it is the same. */
export type Diagram = 'nothing' | 'everything' | Split
export interface Split {
  readonly plan: FieldPlan
  readonly branches: readonly Branch[]
}
export interface Branch {
  readonly classes: readonly ValueClass[]
  /** Every value of the field that the scope allows. */
  readonly all: boolean
  readonly rest: Exclude<Diagram, 'nothing'>
}

/** Steps left before the answer is "too complex" (verdict.md 9). */
export interface Budget {
  steps: number
}

const SCOPE = 1n

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
  readonly budget: Budget
}

const branchesOf = (
  plan: FieldPlan,
  alive: bigint,
  walk: (alive: bigint) => Diagram | undefined,
): readonly Branch[] | undefined => {
  const byAlive = new Map<bigint, ValueClass[]>()
  for (const c of plan.classes) {
    const next = alive & c.accepted
    const group = byAlive.get(next)
    if (group === undefined) byAlive.set(next, [c])
    else group.push(c)
  }
  const byRest = new Map<Exclude<Diagram, 'nothing'>, ValueClass[]>()
  for (const [next, classes] of byAlive) {
    const rest = walk(next)
    if (rest === undefined) return undefined
    if (rest === 'nothing') continue
    byRest.set(rest, [...(byRest.get(rest) ?? []), ...classes])
  }
  return [...byRest].map(([rest, classes]) => ({
    classes,
    rest,
    all: classes.length === plan.classes.length,
  }))
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
  const branches = branchesOf(plan, alive, (next) => walkFrom(w, depth + 1, next))
  if (branches === undefined) return undefined
  const [only] = branches
  const diagram: Diagram =
    only === undefined
      ? 'nothing'
      : branches.length === 1 && only.all
        ? only.rest
        : { plan, branches }
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
  const plans = plansOf(all, budget.steps)
    ?.map(inScope)
    .sort((a, b) => a.classes.length - b.classes.length)
  if (plans === undefined) return undefined
  if (plans.some((plan) => plan.classes.length === 0)) return 'nothing'
  const everyTerm = ((1n << BigInt(terms.length)) - 1n) << SCOPE
  const freeFrom = [everyTerm]
  for (const { field } of plans.toReversed())
    freeFrom.unshift((freeFrom[0] as bigint) & ~constraining(all, field))
  const memo = plans.map(() => new Map<bigint, Diagram>())
  return walkFrom({ plans, freeFrom, memo, budget }, 0, everyTerm)
}
