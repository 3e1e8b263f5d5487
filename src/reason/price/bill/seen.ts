import { DEFAULT_SELECTORS, type Selectors } from '../../../model/selector.ts'
import { boxOf } from '../../selectors/clause.ts'
import { isCovered } from '../../selectors/covers.ts'
import { selectedBy } from '../../selectors/facets.ts'
import type { Recording } from '../../selectors/types.ts'
import { type Cell, cellKey } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'

const HISTORY: Recording = {
  id: 'event-history',
  limits: [{ fields: {} }],
  selectors: DEFAULT_SELECTORS,
}

const known = new WeakMap<Measured, Map<string, boolean>>()

/**
 * Whether all that selectors take of a cell is in the lake: trails record it all of whose files were read, as they were
 * before any proposal, or event history that was fetched whole.
 */
export const isAllSeen = (measured: Measured, cell: Cell, selectors: Selectors): boolean => {
  const root = measured.was ?? measured
  const read = (root.recorders.get(cellKey(cell)) ?? []).flatMap(({ complete, trail }) =>
    complete && trail?.selectors !== undefined && trail.stateIn(cell) === 'on'
      ? [{ id: trail.arn.arn, limits: [{ fields: {} }], selectors: trail.selectors }]
      : [],
  )
  const all = [...read, ...(root.history?.has(cellKey(cell)) ? [HISTORY] : [])]
  const own = known.get(root) ?? new Map<string, boolean>()
  known.set(root, own)
  const key = [JSON.stringify(selectors), ...all.map(({ id }) => id)].join('\t')
  const seen =
    own.get(key) ?? isCovered(all, { boxes: selectedBy(selectors, 'may').map(boxOf) }, 'must')
  own.set(key, seen)
  return seen
}
