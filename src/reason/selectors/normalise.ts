import type { Selectors } from '../../model/selector.ts'
import { readAdvanced } from './advanced.ts'
import { readBasic } from './basic.ts'
import { both, type Reading, UNKNOWN, unionOf } from './clause.ts'
import { isImpossible } from './simplify.ts'

const read = ({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): Reading => {
  const basic = unionOf(EventSelectors.map(readBasic))
  const advanced = unionOf(AdvancedEventSelectors.map(readAdvanced))
  if (AdvancedEventSelectors.length === 0) return EventSelectors.length === 0 ? UNKNOWN : basic
  if (EventSelectors.length === 0) return advanced
  return {
    must: basic.must.flatMap((a) => advanced.must.map((b) => both(a, b))),
    may: [...basic.may, ...advanced.may],
  }
}

const known = new WeakMap<Selectors, Reading>()

/**
 * Selectors as two unions of conjunctions: what they surely select and what they possibly select (R2). An event is
 * selected when any selector selects it. Both lists empty is unknown (R5): a caller that knows
 * HasCustomEventSelectors to be false passes DEFAULT_SELECTORS. Both lists filled, which AWS never answers, means one
 * of them: surely what both select, possibly what either does. Never throws.
 */
export const normalise = (selectors: Selectors): Reading => {
  const reading = known.get(selectors) ?? read(selectors)
  known.set(selectors, reading)
  return reading
}

const nothing = new WeakMap<Selectors, boolean>()

/** Whether selectors surely select no event at all, such as those whose category must be and must not be the same. */
export const selectsNothing = (selectors: Selectors): boolean => {
  const is = nothing.get(selectors) ?? normalise(selectors).may.every(isImpossible)
  nothing.set(selectors, is)
  return is
}
