import type { Scope } from '../../../model/scope.ts'
import { clauseOf } from '../../selectors/clause.ts'
import { selectedBy } from '../../selectors/facets.ts'
import { relevantTo } from '../../selectors/relevant.ts'
import { termOf } from '../../selectors/terms.ts'
import type { World } from '../world.ts'
import type { Recorder } from './recorder.ts'
import { contentOf } from './selected.ts'

/** By the content of selectors, and the name of a scope. */
type Relevance = Map<string, Map<string, boolean>>

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
  const known: Relevance = world.once('relevance', () => new Map())
  const content = contentOf(world, selectors)
  const scopes = known.get(content) ?? new Map<string, boolean>()
  known.set(content, scopes)
  const before = scopes.get(scopeName)
  if (before !== undefined) return before
  const terms = selectedBy(selectors, 'may').map((clause) => termOf({}, clause, 'may'))
  const relevant = scope.boxes.some(
    (box) => relevantTo(termOf(clauseOf(box), {}, 'exact'), terms).length > 0,
  )
  scopes.set(scopeName, relevant)
  return relevant
}
