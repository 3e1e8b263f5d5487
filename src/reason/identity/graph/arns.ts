import { samePrincipal } from '../same-name.ts'
import type { Graph } from './graph.ts'
import type { Use } from './rows.ts'

/** ARNs that rows bear, the same name once whatever its path. */
export const arnsOf = (uses: readonly Use[]): readonly string[] => {
  const [use, ...others] = uses
  if (use !== undefined && others.length === 0 && use.moreArns.length === 0)
    return use.arn === null || use.arn === '' ? [] : [use.arn]
  return [...new Set(uses.flatMap((u) => [u.arn ?? '', ...u.moreArns]))]
    .filter((arn) => arn !== '')
    .sort()
    .filter((arn, i, all) => !all.slice(0, i).some((other) => samePrincipal(other, arn)))
}

/** ARNs that all records of a unique id bear. */
export const arnsOfUser = (graph: Graph, principalId: string): readonly string[] =>
  graph.once(`arns ${principalId}`, () =>
    arnsOf(graph.find.usesOfPrincipal(principalId).map(graph.uses.at)),
  )
