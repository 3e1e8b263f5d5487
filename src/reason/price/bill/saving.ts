import type { BillLine } from '../../../model/bill.ts'
import type { PriceItem } from '../../../model/prices.ts'
import { priceOf } from '../../../model/prices.ts'
import {
  add,
  difference,
  isExact,
  isSame,
  NONE,
  type Range,
  sum,
  times,
} from '../../../model/range.ts'
import { chargedOf } from '../copies/charged.ts'
import { ranked } from '../copies/rank.ts'
import type { Tuple } from '../volumes/tuple.ts'
import { analysedLines, asGiven, otherLines } from './bill.ts'
import type { CountedMeasure } from './delivery-changes.ts'
import { type Counted, countedCells } from './events.ts'
import { fileSaving } from './file-saving.ts'
import type { Measured } from './measured.ts'

const isManagement = ({ class: kind }: Tuple): boolean => kind.startsWith('management')

const itemOf = ({ class: kind }: Tuple): PriceItem =>
  kind === 'data' ? 'data-event' : 'network-activity-event'

/** What the copies of each group of events cost in the window, US dollars. */
const costs = ({ cell, recorders, events }: Counted): ReadonlyMap<Tuple, Range> => {
  const own = events.filter(({ tuple }) => isManagement(tuple))
  const order = ranked(
    cell,
    recorders,
    own.map(({ tuple, copies }) => ({ copies, count: tuple.count })),
  )
  const management = priceOf('management-copy', cell.region).usd
  return new Map(
    events.map(({ tuple, copies }) => {
      if (!isManagement(tuple))
        return [
          tuple,
          times(sum(copies.map((c) => c.events)), priceOf(itemOf(tuple), cell.region).usd),
        ]
      const charged = chargedOf({ copies, count: tuple.count }, order)
      return [tuple, times(sum(charged.map((c) => c.paid)), management)]
    }),
  )
}

interface Changed {
  readonly saved: Range
  /** Whether it is sure of each group that changes how much of it is recorded before and after. */
  readonly settled: boolean
}

const changedIn = (before: readonly Counted[], after: readonly Counted[]): Changed => {
  let saved = NONE
  let settled = true
  before.forEach((counted, i) => {
    const then = after[i]
    if (then === undefined) return
    const afterwards = costs(then)
    for (const [tuple, was] of costs(counted)) {
      const is = afterwards.get(tuple) ?? NONE
      if (isSame(was, is)) continue
      settled &&= isExact(was) && isExact(is)
      saved = add(saved, difference(was, is))
    }
  })
  return { saved, settled }
}

const keyOf = (line: BillLine): string =>
  [line.account, line.region, line.trail, line.class, line.type, line.resource, line.item].join(
    '\t',
  )

const totals = (lines: readonly BillLine[]): ReadonlyMap<string, Range> => {
  const all = new Map<string, Range>()
  for (const line of lines) all.set(keyOf(line), add(all.get(keyOf(line)) ?? NONE, line.usd))
  return all
}

type Minus = (before: Range, after: Range) => Range

/** Of two amounts that are uncertain for the same reason: the first is the second and something more. */
const together: Minus = (before, after) => {
  const low = before.low - after.low
  const high = before.high === null || after.high === null ? null : before.high - after.high
  const likely =
    before.likely === null || after.likely === null ? null : before.likely - after.likely
  return {
    low: Math.min(low, high ?? low),
    high: high === null ? null : Math.max(low, high),
    likely,
  }
}

const saved = (before: readonly BillLine[], after: readonly BillLine[], minus: Minus): Range => {
  const [was, is] = [totals(before), totals(after)]
  const keys = new Set([...was.keys(), ...is.keys()])
  return sum(
    [...keys].map((key) => {
      const [a, b] = [was.get(key) ?? NONE, is.get(key) ?? NONE]
      return isSame(a, b) ? NONE : minus(a, b)
    }),
  )
}

/** The same, of what is counted already: of one measurement, with the numbers that the user gave. */
export const savingOf = (before: CountedMeasure, after: CountedMeasure): Range => {
  const { saved: copies, settled } = changedIn(before.cells, after.cells)
  return sum([
    scaled(copies, before.measured.factor),
    saved(
      analysedLines(before.measured, before.cells),
      analysedLines(after.measured, after.cells),
      settled ? together : difference,
    ),
    saved(otherLines(before.measured), otherLines(after.measured), difference),
    fileSaving(before, after),
  ])
}

/**
 * What a change of recorders saves a month, US dollars: negative where it costs more. What does not change cancels out,
 * however little is known of it; of what changes and is not sure, no saving is claimed. Both must be of one measurement.
 */
export const savingBetween = (before: Measured, after: Measured): Range => {
  const was = asGiven(before)
  const is = { ...after, tuples: was.tuples }
  return savingOf(
    { measured: was, cells: countedCells(was) },
    { measured: is, cells: countedCells(is) },
  )
}

/** `scale` is for what is not negative. */
const scaled = ({ low, high, likely }: Range, factor: number): Range => ({
  low: low * factor,
  high: high === null ? null : high * factor,
  likely: likely === null ? null : likely * factor,
})
