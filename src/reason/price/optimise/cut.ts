import type { Box, BoxFields, Constraint, ScopeField } from '../../../model/scope.ts'
import type { AdvancedSelector, Selectors } from '../../../model/selector.ts'
import { contains } from '../../selectors/constraint.ts'
import { NONE, UNSAYABLE, withField } from './field.ts'

/** What is to be left out: events of one category that meet a condition on each of some fields, in this order. */
export interface Cut {
  readonly category: 'Management' | 'Data'
  readonly type?: string
  readonly fields: readonly (readonly [ScopeField, Constraint])[]
}

export const boxOfCut = ({ category, type, fields }: Cut): Box => ({
  fields: {
    eventCategory: { Equals: [category] },
    ...(type === undefined ? {} : { 'resources.type': { Equals: [type] } }),
    ...Object.fromEntries(fields),
  },
})

const opposite = ({ Equals, StartsWith }: Constraint): Constraint => ({
  ...(Equals === undefined ? {} : { NotEquals: Equals }),
  ...(StartsWith === undefined ? {} : { NotStartsWith: StartsWith }),
})

/** A truth value has no negation in selectors: the other one is named. */
const without = (field: ScopeField, constraint: Constraint): Constraint =>
  field === 'readOnly'
    ? { Equals: [String(constraint.Equals?.[0] !== 'true')] }
    : opposite(constraint)

const concerns = (selector: AdvancedSelector, { category, type }: Cut): boolean => {
  const holds = (field: string, value: string): boolean =>
    selector.FieldSelectors.some(
      (f) => f.Field === field && contains({ Equals: f.Equals ?? [] }, value),
    )
  return holds('eventCategory', category) && (type === undefined || holds('resources.type', type))
}

type Made = AdvancedSelector | typeof NONE | typeof UNSAYABLE

const narrowed = (
  selector: AdvancedSelector,
  conditions: Iterable<readonly [string, Constraint]>,
): Made => {
  let made: Made = selector
  for (const [field, constraint] of conditions) {
    if (typeof made === 'string') return made
    made = withField(made, field, constraint)
  }
  return made
}

/** For each condition of a cut, in turn: what meets those before it and not this one. */
const stages = (selector: AdvancedSelector, { fields, category }: Cut): readonly Made[] =>
  fields.map(([field, constraint], i) =>
    narrowed(selector, [
      ...(category === 'Management' ? [] : fields.slice(0, i)),
      [field, without(field, constraint)],
    ]),
  )

const withoutCut = (
  selector: AdvancedSelector,
  cut: Cut,
): readonly AdvancedSelector[] | typeof UNSAYABLE => {
  if (!concerns(selector, cut)) return [selector]
  if (narrowed(selector, cut.fields) === NONE) return [selector]
  const made = stages(selector, cut)
  if (made.includes(UNSAYABLE)) return UNSAYABLE
  return made.flatMap((one) => (typeof one === 'string' ? [] : [one]))
}

/**
 * Advanced selectors without what is cut: for each condition of the cut, in turn, the events that meet those before it
 * and not this one. Of management events a trail's selectors cannot name what they want, so that what is kept overlaps.
 * Undefined where the language cannot say it.
 */
const cutFrom = (
  selectors: readonly AdvancedSelector[],
  cut: Cut,
): readonly AdvancedSelector[] | undefined => {
  const made: AdvancedSelector[] = []
  for (const selector of selectors) {
    const left = withoutCut(selector, cut)
    if (left === UNSAYABLE) return undefined
    made.push(...left)
  }
  return made
}

/** What is kept of selectors although cuts leave it out, by selectors of its own. */
const kept = (
  base: readonly AdvancedSelector[],
  cuts: readonly Cut[],
  keep: readonly BoxFields[],
): readonly AdvancedSelector[] =>
  base
    .filter((selector) =>
      cuts.some((cut) => concerns(selector, cut) && narrowed(selector, cut.fields) !== NONE),
    )
    .flatMap((selector) => keep.map((goal) => narrowed(selector, Object.entries(goal))))
    .flatMap((one) => (typeof one === 'string' ? [] : [one]))

const unique = (selectors: readonly AdvancedSelector[]): AdvancedSelector[] => [
  ...new Map(
    selectors.map((selector) => [JSON.stringify(selector.FieldSelectors), selector]),
  ).values(),
]

/** AWS's limit of the name of a selector. */
const LONGEST_NAME = 1000

/** The pieces of one selector have its name and their number, so that each can be spoken of. */
const numbered = (selectors: readonly AdvancedSelector[]): AdvancedSelector[] => {
  const seen = new Map<string, number>()
  return selectors.map((selector) => {
    if (selector.Name === undefined) return selector
    const n = (seen.get(selector.Name) ?? 0) + 1
    seen.set(selector.Name, n)
    const name = `${selector.Name} (${n})`
    return n === 1 || name.length > LONGEST_NAME ? selector : { ...selector, Name: name }
  })
}

/**
 * Advanced selectors without what is cut, but with what is to be kept of it. Undefined where the language cannot say it,
 * or nothing would be left.
 */
export const withoutCuts = (
  base: readonly AdvancedSelector[],
  cuts: readonly Cut[],
  keep: readonly BoxFields[],
): Selectors | undefined => {
  let left: readonly AdvancedSelector[] = base
  for (const cut of cuts) {
    const made = cutFrom(left, cut)
    if (made === undefined) return undefined
    left = made
  }
  const made = numbered(unique([...left, ...kept(base, cuts, keep)]))
  return made.length === 0 ? undefined : { AdvancedEventSelectors: made }
}
