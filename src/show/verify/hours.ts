import { HOUR } from '../../model/time.ts'
import type { SlotState } from '../../model/verification.ts'
import { count } from '../format/quantity.ts'
import type { StateSpan } from './cells.ts'
import { signOf, worstFirst } from './states.ts'

/** Time in each state, in microseconds. */
export type TimeByState = ReadonlyMap<SlotState, number>

export const timeByState = (slots: Iterable<StateSpan>): TimeByState => {
  const time = new Map<SlotState, number>()
  for (const { from, to, state } of slots) time.set(state, (time.get(state) ?? 0) + to - from)
  return time
}

export const sumOf = (times: Iterable<TimeByState>): TimeByState => {
  const all = new Map<SlotState, number>()
  for (const time of times)
    for (const [state, length] of time) all.set(state, (all.get(state) ?? 0) + length)
  return all
}

/** Hours in each state, to a thousandth. */
export const hoursByState = (time: TimeByState): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...time].map(([state, micros]) => [state, Math.round((micros / HOUR) * 1000) / 1000]),
  )

/** `716 h`, `1.2 h`; under six minutes it is `under 0.1 h`. */
export const hoursText = (micros: number): string => {
  const hours = micros / HOUR
  if (hours > 0 && hours < 0.1) return 'under 0.1 h'
  return `${count(Math.round(hours * 10) / 10)} h`
}

/** `2 h missing, 1 h stopped`: the worst first. */
export const statesText = (time: TimeByState): string =>
  worstFirst(time.keys())
    .map((state) => `${hoursText(time.get(state) ?? 0)} ${signOf(state).means}`)
    .join(', ')
