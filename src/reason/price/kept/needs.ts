import type { Need, NeedChange, Standing } from '../../../model/proposal.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import { intersect } from '../../selectors/intersect.ts'
import { narrow } from '../../selectors/narrow.ts'
import type { Covered, Recording } from '../../selectors/types.ts'
import { coversReal } from './covers.ts'
import { recordedScope } from './recordings.ts'

/** What records, surely and possibly. */
export interface Recordings {
  readonly must: readonly Recording[]
  readonly may: readonly Recording[]
  readonly accounts: readonly string[]
}

/** A need without an account is one of every account that is known; the catalogue says in what form events come (R4). */
const askedOf = ({ scope }: Need, accounts: readonly string[]): Scope => ({
  boxes: narrow(scope).boxes.map((box): Box => {
    const layers = [box.fields, ...(box.also ?? [])]
    return layers.some((fields) => fields.account !== undefined)
      ? box
      : { ...box, fields: { ...box.fields, account: { Equals: accounts } } }
  }),
})

const standingOf = (scope: Scope, { must, may }: Recordings): [Standing, Covered] => {
  const sure = coversReal(must, scope, 'must')
  if (sure.covered) return ['answerable', sure]
  const possible = coversReal(may, scope, 'may')
  return [possible.covered || possible.tooComplex ? 'unknown' : 'blind', sure]
}

/** Whether something of a scope is surely recorded by one and not by the other. */
const hasMore = (scope: Scope, one: Recordings, other: Recordings): boolean => {
  const own = intersect(scope, recordedScope(one.must, 'must'))
  return own.boxes.length > 0 && !coversReal(other.must, own, 'must').covered
}

const changeOf = (
  scope: Scope,
  [before, after]: readonly [Standing, Standing],
  [was, is]: readonly [Recordings, Recordings],
): NeedChange['change'] | undefined => {
  if (before !== after) {
    if (after === 'answerable') return 'becomes-answerable'
    if (after === 'blind') return 'becomes-blind'
    return before === 'answerable' ? 'becomes-unknown' : 'wider'
  }
  if (before === 'answerable') return undefined
  if (hasMore(scope, was, is)) return 'narrower'
  return hasMore(scope, is, was) ? 'wider' : undefined
}

/** The needs whose standing a change of recorders changes. */
export const needChanges = (
  needs: readonly Need[],
  was: Recordings,
  is: Recordings,
): readonly NeedChange[] =>
  needs.flatMap((need): readonly NeedChange[] => {
    const scope = askedOf(need, is.accounts)
    const [before, missed] = standingOf(scope, was)
    const [after, misses] = standingOf(scope, is)
    const change = changeOf(scope, [before, after], [was, is])
    if (change === undefined) return []
    const told = change === 'becomes-answerable' ? missed : misses
    return [
      {
        need,
        before,
        after,
        change,
        residual: told.covered ? [] : told.residual,
        more: told.covered ? 0 : told.more,
      },
    ]
  })
