import type { Bill } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { pricesReadAt } from '../../../model/prices.ts'
import { sum } from '../../../model/range.ts'
import { cellKey } from '../copies/recorder.ts'
import { withGiven } from '../volumes/readings.ts'
import { countedCells, eachCopyOf, managementOf } from './events.ts'
import { insightsOf } from './insights.ts'
import { keyLines } from './keys.ts'
import { gathered, priced } from './ledger.ts'
import { logGroupsOf } from './log-groups.ts'
import type { Measured } from './measured.ts'
import { notesOf } from './notes.ts'
import { readingLines } from './readings.ts'
import { requestLines } from './requests.ts'
import { storageLines } from './storage.ts'
import { storesLines } from './stores.ts'
import { unseenLines } from './unseen.ts'

/** The same with the numbers that the user gave, each spread over all accounts and regions that it speaks of. */
const asGiven = (measured: Measured): Measured => {
  const all = [...measured.tuples.values()].flat()
  return {
    ...measured,
    tuples: groupBy(withGiven(all, measured.readings, measured.factor), cellKey),
  }
}

/**
 * What recording costs a month, line by line. Pure: a proposal bills the same measurement with other recorders. No line
 * stands for money that another one stands for.
 */
export const billOf = (found: Measured): Bill => {
  const measured = asGiven(found)
  const counted = countedCells(measured)
  const management = counted.map((c) => managementOf(c, measured.factor))
  const entries = [
    ...management.flatMap((m) => m.entries),
    ...counted.flatMap(eachCopyOf),
    ...counted.flatMap(insightsOf),
    ...logGroupsOf(counted, measured.trails),
    ...storesLines(measured.snapshots, counted),
  ]
  const lines = [
    ...gathered(entries).map((entry) => priced(measured, entry)),
    ...storageLines(measured),
    ...requestLines(measured),
    ...keyLines(measured),
    ...readingLines(measured),
    ...unseenLines(measured),
  ]
  return {
    window: measured.window,
    pricesReadAt,
    lines,
    total: sum(lines.map((line) => line.usd)),
    copies: management.flatMap((m) => m.copies),
    notes: notesOf(measured, lines),
  }
}
