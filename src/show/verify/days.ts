import { DAY, formatInstant, HOUR, type Instant, startOfDay } from '../../model/time.ts'
import type { Slot } from '../../model/verification.ts'
import { type Cell, cellsOf } from './cells.ts'
import type { Asked } from './result.ts'
import { isCalm, signOf } from './states.ts'

/** A day that is not all verified, hour by hour (UTC), or several days that are one and the same throughout. */
export interface DayRow {
  readonly from: Instant
  readonly days: number
  readonly cells: readonly Cell[]
  /** The worst slot of the day, and how many more are not verified. */
  readonly worst: Slot
  readonly others: number
}

const HOURS = DAY / HOUR

/** Each slot under every day that it reaches into. */
const byDay = (slots: readonly Slot[]): ReadonlyMap<Instant, readonly Slot[]> => {
  const days = new Map<Instant, Slot[]>()
  for (const slot of slots)
    for (let day = startOfDay(slot.from); day < slot.to; day += DAY) {
      const own = days.get(day)
      if (own === undefined) days.set(day, [slot])
      else own.push(slot)
    }
  return days
}

const isOneState = (cells: readonly Cell[]): boolean => cells.every((c) => c === cells[0])

const isSame = (a: DayRow, b: DayRow): boolean =>
  a.from + a.days * DAY === b.from &&
  isOneState(a.cells) &&
  isOneState(b.cells) &&
  a.cells[0] === b.cells[0]

/** The days of a chain that are not all verified, oldest first. */
export const dayRows = (slots: readonly Slot[], asked?: Asked): readonly DayRow[] => {
  const rows: DayRow[] = []
  for (const [day, own] of [...byDay(slots)].sort(([a], [b]) => a - b)) {
    const wrong = own.filter((s) => !isCalm(s.state, asked))
    const [worst] = wrong.toSorted((a, b) => signOf(b.state).weight - signOf(a.state).weight)
    if (worst === undefined) continue
    const cells = cellsOf(own, { from: day, to: day + DAY }, HOURS)
    const row = { from: day, days: 1, cells, worst, others: wrong.length - 1 }
    const last = rows.at(-1)
    if (last !== undefined && isSame(last, row))
      rows[rows.length - 1] = { ...last, days: last.days + 1 }
    else rows.push(row)
  }
  return rows
}

/** `2026-10-12`, or `10-01 ... 10-05` for five days. */
export const dayText = ({ from, days }: DayRow): string => {
  const day = (t: Instant) => formatInstant(t).slice(0, 10)
  return days === 1
    ? day(from)
    : `${day(from).slice(5)} ... ${day(from + (days - 1) * DAY).slice(5)}`
}
