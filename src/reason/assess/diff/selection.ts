import type { Box } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { selectorsKey } from '../../coverage/trails/selectors-key.ts'
import { boxOf, type Clause } from '../../selectors/clause.ts'
import { covers } from '../../selectors/covers.ts'
import { normalise } from '../../selectors/normalise.ts'
import type { Effect } from './change.ts'
import { isWithin } from './within.ts'

/** What one side selects and the other does not: nothing, surely something, or not decidable (R2). */
export interface Side {
  readonly is: 'nothing' | 'something' | 'unknown'
  readonly boxes: readonly Box[]
  /** Boxes that were left out. */
  readonly more: number
}

const NOTHING: Side = { is: 'nothing', boxes: [], more: 0 }

/** AWS never answers both lists; which of them counts is then not known. */
const isMixed = (s: Selectors): boolean =>
  (s.EventSelectors ?? []).length > 0 && (s.AdvancedEventSelectors ?? []).length > 0

const keysOf = (s: Selectors): ReadonlySet<string> =>
  new Set([
    ...(s.EventSelectors ?? []).map((one) => selectorsKey({ EventSelectors: [one] })),
    ...(s.AdvancedEventSelectors ?? []).map((one) =>
      selectorsKey({ AdvancedEventSelectors: [one] }),
    ),
  ])

/** Selectors are a union: those that the other side has too lose nothing, even where they are not documented. */
const withoutCommon = (s: Selectors, other: Selectors): Selectors => {
  if (isMixed(s) || isMixed(other)) return s
  const common = keysOf(other)
  return {
    EventSelectors: (s.EventSelectors ?? []).filter(
      (one) => !common.has(selectorsKey({ EventSelectors: [one] })),
    ),
    AdvancedEventSelectors: (s.AdvancedEventSelectors ?? []).filter(
      (one) =>
        !common.has(selectorsKey({ AdvancedEventSelectors: [one] })) &&
        !(other.AdvancedEventSelectors ?? []).some((wide) => isWithin(one, wide)),
    ),
  }
}

const isEmpty = (s: Selectors): boolean =>
  (s.EventSelectors ?? []).length + (s.AdvancedEventSelectors ?? []).length === 0

const left = (clauses: readonly Clause[], by: Selectors, mode: 'must' | 'may') =>
  covers([{ id: '', limits: [{ fields: {} }], selectors: by }], { boxes: clauses.map(boxOf) }, mode)

/** What `these` selects and `those` does not, by the algebra, in both readings of what AWS does not document. */
export const selectedOnlyBy = (these: Selectors, those: Selectors): Side => {
  const own = withoutCommon(these, those)
  if (isEmpty(own) && !isEmpty(these)) return NOTHING
  const { must, may } = normalise(own)
  const possible = left(may, those, 'must')
  if (possible.covered) return NOTHING
  const sure = left(must, those, 'may')
  if (!sure.covered && !sure.tooComplex)
    return { is: 'something', boxes: sure.residual, more: sure.more }
  return { is: 'unknown', boxes: possible.residual, more: possible.more }
}

/** What another selection does to what is recorded. */
export const effectOf = (lost: Side['is'], gained: Side['is']): Effect => {
  if (lost === 'unknown' || gained === 'unknown') return 'unknown'
  if (lost === 'something') return gained === 'something' ? 'records-other' : 'records-less'
  return gained === 'something' ? 'records-more' : 'same'
}
