import type { Selectors } from '../../../model/selector.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import { selectorsKey } from './selectors-key.ts'
import type { TrailPiece } from './state.ts'

/** A time over which a trail selects, or around a change may select, this. */
export interface SelectorPeriod extends Interval {
  readonly selectors: Selectors
  readonly key: string
}

/** What a trail selects over time; periods overlap where a change is fuzzy (R24). */
export const selectorPeriods = (
  pieces: readonly TrailPiece[],
  fuzz: number,
): readonly SelectorPeriod[] => {
  const joined: { from: number; to: number; selectors: Selectors; key: string }[] = []
  for (const { from, to, on, selectors } of pieces) {
    if (!on || selectors === undefined) continue
    const key = selectorsKey(selectors)
    const last = joined.at(-1)
    if (last !== undefined && last.to === from && last.key === key) last.to = to
    else joined.push({ from, to, selectors, key })
  }
  return joined.map((p) => ({ ...p, from: p.from - fuzz, to: p.to + fuzz }))
}

/** The selectors that may be in force at a time: an event is surely recorded only if each of them selects it. */
export const choicesAt = (
  periods: readonly SelectorPeriod[],
  time: Instant,
): readonly SelectorPeriod[] => [
  ...new Map(periods.filter((p) => p.from <= time && time < p.to).map((p) => [p.key, p])).values(),
]
