import type { Ternary } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { every } from '../../../model/ternary.ts'
import { matches } from '../../selectors/matches.ts'
import type { SelectableEvent } from '../../selectors/types.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Cell, PricedTrail } from './recorder.ts'

const answers = new WeakMap<Selectors, WeakMap<SelectableEvent, Ternary>>()

/** `matches`, remembered: tuples share their events. */
export const selects = (selectors: Selectors, event: SelectableEvent): Ternary => {
  const known = answers.get(selectors) ?? new WeakMap<SelectableEvent, Ternary>()
  answers.set(selectors, known)
  const answer = known.get(event) ?? matches(selectors, event)
  known.set(event, answer)
  return answer
}

const isOn = { on: 'yes', off: 'no', unknown: 'unknown' } as const satisfies Record<string, Ternary>

/**
 * Whether a trail, set as it is, records the events of a tuple: it is on there, is given them, and selects them. All its
 * selectors together are one copy: an event that two of them select is delivered once (peers.md 2a).
 */
export const recordsTuple = (trail: PricedTrail, cell: Cell, tuple: Tuple): Ternary =>
  every([
    isOn[trail.stateIn(cell)],
    trail.gives(cell, tuple.event, tuple.isRecursive),
    trail.selectors === undefined ? 'unknown' : selects(trail.selectors, tuple.event),
  ])
