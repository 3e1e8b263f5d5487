import type { Bill, BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import { pricesReadAt } from '../../../model/prices.ts'
import { type Range, sum, UNKNOWN } from '../../../model/range.ts'
import { cellKey } from '../copies/recorder.ts'
import { withGiven } from '../volumes/readings.ts'
import { type Counted, countedCells, eachCopyOf, managementOf } from './events.ts'
import { insightsOf } from './insights.ts'
import { keyLines, keyRequestLines } from './keys.ts'
import { gathered, priced } from './ledger.ts'
import { logGroupsOf } from './log-groups.ts'
import type { Measured } from './measured.ts'
import { notesOf } from './notes.ts'
import { readingLines } from './readings.ts'
import { requestLines } from './requests.ts'
import { storageLines } from './storage.ts'
import { storesLines } from './stores.ts'
import { unlistedLines } from './unlisted.ts'
import { unplacedLines } from './unplaced.ts'
import { unreadLines } from './unread-lines.ts'
import { unseenLines } from './unseen.ts'
import { wholeOf } from './whole.ts'

/** The same with the numbers that the user gave, each spread over all accounts and regions that it speaks of. */
export const asGiven = (measured: Measured): Measured => {
  const all = [...measured.tuples.values()].flat()
  const whole = wholeOf(measured)
  const tuples = withGiven(all, measured.readings, measured.factor, whole)
  const counted = measured.counted ?? measured.tuples
  return { ...measured, whole, counted, tuples: groupBy(tuples, cellKey) }
}

/** What is charged for events beside their copies: Insights, log groups, event data stores. */
export const analysedLines = (
  measured: Measured,
  counted: readonly Counted[],
): readonly BillLine[] =>
  gathered([
    ...counted.flatMap(insightsOf),
    ...logGroupsOf(counted, measured.trails),
    ...storesLines(measured, counted),
  ]).map((entry) => priced(measured, entry))

/** What is charged for log files. */
const fileLines = (measured: Measured): readonly BillLine[] => [
  ...storageLines(measured),
  ...requestLines(measured),
  ...keyRequestLines(measured),
]

/** What is charged for keys, and for events that are not in the lake. */
export const otherLines = (measured: Measured): readonly BillLine[] => [
  ...keyLines(measured),
  ...readingLines(measured),
  ...unseenLines(measured),
  ...unreadLines(measured),
  ...unlistedLines(measured),
  ...unplacedLines(measured),
]

/** Of nothing that was read it is not known that it costs nothing. */
const totalOf = ({ snapshots }: Measured, lines: readonly BillLine[]): Range =>
  lines.length === 0 && !snapshots.some((s) => s.trailsListed.some(({ listed }) => isKnown(listed)))
    ? UNKNOWN
    : sum(lines.map((line) => line.usd))

/**
 * What recording costs a month, line by line. Pure: a proposal bills the same measurement with other recorders. No line
 * stands for money that another one stands for.
 */
export const billOf = (found: Measured): Bill => {
  const measured = asGiven(found)
  const counted = countedCells(measured)
  const management = counted.map((c) => managementOf(c, measured.factor))
  const entries = [...management.flatMap((m) => m.entries), ...counted.flatMap(eachCopyOf)]
  const lines = [
    ...gathered(entries).map((entry) => priced(measured, entry)),
    ...analysedLines(measured, counted),
    ...fileLines(measured),
    ...otherLines(measured),
  ]
  return {
    window: measured.window,
    pricesReadAt,
    lines,
    total: totalOf(measured, lines),
    copies: management.flatMap((m) => m.copies),
    notes: notesOf(measured, lines),
  }
}
