import type { Constraint } from '../../../model/scope.ts'
import {
  type AdvancedSelector,
  type FieldSelector,
  type Operator,
  operators,
} from '../../../model/selector.ts'
import { contains, hasPositive } from '../../selectors/constraint.ts'

/** No event is left. */
export const NONE = 'none'
/** The language of selectors has no words for it. */
export const UNSAYABLE = 'unsayable'

const constraintIn = (selector: AdvancedSelector, field: string): Constraint => {
  const found = selector.FieldSelectors.find((f) => f.Field === field)
  return Object.fromEntries(
    operators.flatMap((o) => (found?.[o] === undefined ? [] : [[o, found[o]]])),
  )
}

const withConstraint = (
  selector: AdvancedSelector,
  field: string,
  constraint: Constraint,
): AdvancedSelector => {
  const told = Object.entries(constraint).filter(([, values]) => values.length > 0)
  const own = { Field: field, ...Object.fromEntries(told) } as FieldSelector
  const isThere = selector.FieldSelectors.some((f) => f.Field === field)
  return {
    ...selector,
    FieldSelectors: isThere
      ? selector.FieldSelectors.map((f) => (f.Field === field ? own : f))
      : [...selector.FieldSelectors, own],
  }
}

const union = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] => [
  ...new Set([...a, ...b]),
]

const NEGATIVES = ['NotEquals', 'NotStartsWith', 'NotEndsWith'] as const satisfies Operator[]

const negativesOf = (c: Constraint): Constraint =>
  Object.fromEntries(NEGATIVES.flatMap((o) => (c[o] === undefined ? [] : [[o, c[o]]])))

const excludes = (c: Constraint, prefix: string): boolean =>
  (c.NotStartsWith ?? []).some((n) => prefix.startsWith(n))

const some = (values: readonly string[] | undefined): Constraint['Equals'] =>
  values === undefined || values.length === 0 ? undefined : values

/**
 * A positive list narrowed by what is excluded: values and prefixes that are wholly shut out go, so that no selector is
 * made that matches nothing; a list of exact values needs no exclusions of its own.
 */
const excluding = (c: Constraint, more: Constraint): Constraint | typeof NONE => {
  const all: Constraint = {
    ...c,
    ...Object.fromEntries(NEGATIVES.map((o) => [o, union(c[o], more[o])])),
  }
  if (!hasPositive(c)) return all
  const exact = some((c.Equals ?? []).filter((value) => contains(all, value)))
  const prefixes = some((c.StartsWith ?? []).filter((prefix) => !excludes(all, prefix)))
  if (prefixes === undefined && c.EndsWith === undefined)
    return exact === undefined ? NONE : { Equals: exact }
  const { Equals: _, StartsWith: __, ...rest } = all
  return {
    ...rest,
    ...(exact === undefined ? {} : { Equals: exact }),
    ...(prefixes === undefined ? {} : { StartsWith: prefixes }),
  }
}

/** Of two positive lists what both accept; a text that ends so may begin in any way, which one selector cannot say. */
const narrowing = (
  c: Constraint,
  { Equals = [], StartsWith = [] }: Constraint,
): Constraint | typeof NONE | typeof UNSAYABLE => {
  const exact = Equals.filter((value) => contains(c, value))
  const inside = (c.Equals ?? []).filter((value) => StartsWith.some((p) => value.startsWith(p)))
  if (c.EndsWith !== undefined && StartsWith.length > 0) return UNSAYABLE
  const prefixes = !hasPositive(c)
    ? StartsWith
    : (c.StartsWith ?? []).flatMap((own) =>
        StartsWith.flatMap((p) => (own.startsWith(p) ? [own] : p.startsWith(own) ? [p] : [])),
      )
  const left = prefixes.filter((p) => !excludes(c, p))
  if (exact.length + inside.length + left.length === 0) return NONE
  const values: Constraint = { Equals: union(exact, inside), StartsWith: union(left) }
  return excluding(values, negativesOf(c))
}

/**
 * A selector that holds one more condition on a field, as one selector: `Equals` and `StartsWith`, or their negations. A
 * field may be named once only, with what is accepted in one list and what is not in another (facts/aws.md 3.3).
 */
export const withField = (
  selector: AdvancedSelector,
  field: string,
  more: Constraint,
): AdvancedSelector | typeof NONE | typeof UNSAYABLE => {
  if (more.EndsWith !== undefined) return UNSAYABLE
  const own = constraintIn(selector, field)
  const result = hasPositive(more) ? narrowing(own, more) : excluding(own, more)
  return typeof result === 'string' ? result : withConstraint(selector, field, result)
}
