import type { Interval } from '../../model/time.ts'
import type { SlotState } from '../../model/verification.ts'
import { signOf } from './states.ts'

/** A time and its state: all that a calendar draws of a slot. */
export interface StateSpan extends Interval {
  readonly state: SlotState
}

/** A part of a bar; `null` where nothing was asked for. */
export type Cell = SlotState | null

/** The window in `count` equal parts, each with the worst state of the slots that reach into it. */
export const cellsOf = (
  slots: readonly StateSpan[],
  window: Interval,
  count: number,
): readonly Cell[] => {
  const cells = new Array<Cell>(count).fill(null)
  const step = (window.to - window.from) / count
  for (const { from, to, state } of slots) {
    if (from >= to || to <= window.from || from >= window.to) continue
    const first = Math.max(0, Math.floor((from - window.from) / step))
    const last = Math.min(count, Math.ceil((to - window.from) / step))
    for (let i = first; i < last; i++) {
      const there = cells[i] ?? null
      if (there === null || signOf(state).weight > signOf(there).weight) cells[i] = state
    }
  }
  return cells
}
