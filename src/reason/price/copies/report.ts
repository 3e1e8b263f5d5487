import type { CopyReport } from '../../../model/bill.ts'
import { priceOf } from '../../../model/prices.ts'
import { add, between, NONE, type Range, scale, times } from '../../../model/range.ts'
import type { Copies } from './copies.ts'
import type { Copied } from './rank.ts'
import type { Cell, Recorder } from './recorder.ts'

interface Sums {
  recorded: Range
  alone: Range
  repeated: Range
  configured: boolean
}

/** Events of which a copy is the only one, and of which it is not: surely, possibly, likely. */
const apart = (copy: Copies, others: readonly Copies[], count: number) => {
  const sure = others.some((o) => o.events.low > 0)
  const likely = others.some((o) => (o.events.likely ?? 0) > 0)
  const possible = others.length > 0
  const { low, high, likely: own } = copy.events
  const most = Math.min(high ?? count, count)
  const believed = own === null ? null : Math.min(own, count)
  return {
    alone: between(possible ? 0 : Math.min(low, count), sure ? 0 : most, likely ? 0 : believed),
    repeated: between(sure ? Math.min(low, count) : 0, possible ? most : 0, likely ? believed : 0),
  }
}

const grow = (sums: Sums, copy: Copies, others: readonly Copies[], count: number): void => {
  const { alone, repeated } = apart(copy, others, count)
  sums.recorded = add(sums.recorded, copy.events)
  sums.alone = add(sums.alone, alone)
  sums.repeated = add(sums.repeated, repeated)
  sums.configured ||= copy.from === 'configuration'
}

const uncertaintyOf = (recorder: Recorder, configured: boolean): string => {
  if (!recorder.isApart)
    return recorder.writers.length > 1
      ? `${recorder.writers.length} trails write to ${recorder.id}, and its files do not say which of them delivered them`
      : `No known trail writes to ${recorder.id}; its files may be downloads of another copy`
  if (configured)
    return 'Its files were not ingested: what it is set to record is counted, out of what others recorded'
  return recorder.complete || recorder.trail === undefined
    ? ''
    : 'Not every file that it delivered was read'
}

/**
 * What each copy of a cell's management events adds to the others. `factor` takes a count of the window to a month.
 * Removing one copy saves what it repeats, whichever of the copies is the free one.
 */
export const copyReports = (
  cell: Cell,
  order: readonly Recorder[],
  management: readonly Copied[],
  factor: number,
): readonly CopyReport[] => {
  const all = new Map<Recorder, Sums>()
  for (const { copies, count } of management)
    for (const copy of copies) {
      const sums = all.get(copy.recorder) ?? {
        recorded: NONE,
        alone: NONE,
        repeated: NONE,
        configured: false,
      }
      all.set(copy.recorder, sums)
      grow(
        sums,
        copy,
        copies.filter((c) => c !== copy),
        count,
      )
    }
  const price = priceOf('management-copy', cell.region).usd
  return order.flatMap((recorder, i) => {
    const sums = all.get(recorder)
    if (sums === undefined) return []
    const repeated = scale(sums.repeated, factor)
    return {
      account: cell.account,
      region: cell.region,
      trail: recorder.id,
      isFree: i === 0,
      from: sums.configured ? ('configuration' as const) : ('sightings' as const),
      recorded: scale(sums.recorded, factor),
      alone: scale(sums.alone, factor),
      repeated,
      saving: times(repeated, price),
      uncertainty: uncertaintyOf(recorder, sums.configured),
    }
  })
}
