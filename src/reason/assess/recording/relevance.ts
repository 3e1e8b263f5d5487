import type { Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { clauseOf } from '../../selectors/clause.ts'
import { selectedBy } from '../../selectors/facets.ts'
import { relevantTo } from '../../selectors/relevant.ts'
import { type Term, termOf } from '../../selectors/terms.ts'
import type { World } from '../world.ts'
import type { Recorder } from './recorder.ts'
import { contentOf } from './selected.ts'

/** By the name of a scope. */
type Answers = Map<string, boolean>

/** What selectors possibly select, and the same in words without ARNs. */
interface Possible {
  readonly terms: readonly Term[]
  readonly withoutArns: string
}

const possible = new WeakMap<Selectors, Possible>()

const possibleOf = (selectors: Selectors): Possible => {
  const before = possible.get(selectors)
  if (before !== undefined) return before
  const terms = selectedBy(selectors, 'may').map((clause) => termOf({}, clause, 'may'))
  const withoutArns = JSON.stringify(terms.map(({ 'resources.ARN': _, ...rest }) => rest))
  const made = { terms, withoutArns }
  possible.set(selectors, made)
  return made
}

/** Only where a scope lists ARNs do those that selectors name make a difference to the quick look. */
const listsArns = ({ boxes }: Scope): boolean =>
  boxes.some((box) =>
    [box.fields, ...(box.also ?? [])].some((f) => f['resources.ARN']?.Equals !== undefined),
  )

/** The answers of selectors that are alike, with or without their ARNs. */
const answersOf = (world: World, selectors: Selectors, withArns: boolean): Answers => {
  const own = world.once(`relevance ${withArns}`, () => new Map<Selectors, Answers>())
  const before = own.get(selectors)
  if (before !== undefined) return before
  const alike = world.once(`relevance ${withArns} of alike`, () => new Map<string, Answers>())
  const key = withArns ? contentOf(world, selectors) : possibleOf(selectors).withoutArns
  const answers: Answers = alike.get(key) ?? new Map()
  alike.set(key, answers)
  own.set(selectors, answers)
  return answers
}

/**
 * Whether a recorder can have to do with a scope, as far as lists of values tell. A quick look: `true` proves nothing,
 * `false` means that no event of the scope is selected, possibly or surely.
 */
export const isRelevant = (
  world: World,
  { selectors }: Pick<Recorder, 'selectors'>,
  scope: Scope,
  scopeName: string,
): boolean => {
  if (selectors === undefined) return true
  const answers = answersOf(world, selectors, listsArns(scope))
  const before = answers.get(scopeName)
  if (before !== undefined) return before
  const { terms } = possibleOf(selectors)
  const relevant = scope.boxes.some(
    (box) => relevantTo(termOf(clauseOf(box), {}, 'exact'), terms).length > 0,
  )
  answers.set(scopeName, relevant)
  return relevant
}
