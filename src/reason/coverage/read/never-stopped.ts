import type { DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import type { Instant } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import { isBackfill } from './digest-ledger.ts'
import { cellKey } from './location.ts'

/**
 * Times over which unbroken chains prove that a trail never stopped (R22). The last digest of a chain may be the one that
 * a stop leaves, so a chain speaks up to where its last digest begins.
 */
export const neverStopped = (slots: readonly DigestSlot[]): Intervals => {
  const runs: { from: Instant; to: Instant }[] = []
  for (const cell of groupBy(slots, cellKey).values()) {
    let run: { from: Instant; to: Instant; next: Instant } | undefined
    for (const slot of cell.filter((s) => !isBackfill(s))) {
      const goes = isProven(slot) && slot.linked === true && run?.next === slot.from
      if (goes && run !== undefined) {
        run.to = slot.from
        run.next = slot.to
      } else {
        if (run !== undefined) runs.push(run)
        run = isProven(slot) ? { from: slot.to, to: slot.to, next: slot.to } : undefined
      }
    }
    if (run !== undefined) runs.push(run)
  }
  return intervals(runs.filter(({ from, to }) => from < to).map(({ from, to }) => ({ from, to })))
}
