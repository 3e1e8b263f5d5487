import { groupBy } from '../../../model/group-by.ts'
import { includes, intervals } from '../../../model/intervals.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Interval } from '../../../model/time.ts'
import { HISTORY_REACH } from '../../coverage/history.ts'
import { SETTLING } from './complete.ts'
import { cellKey } from './recorder.ts'

/**
 * The cells (`cellKey`) all of whose management events of a window are in the lake from event history: fetched whole, not
 * one name or one key alone, over the whole window, and late enough for the last of them to have arrived (R17, R27). It
 * reaches back 90 days (facts/aws.md 3.1).
 */
export const cellsInHistory = ({ runs }: Manifest, window: Interval): ReadonlySet<string> => {
  const whole = runs.flatMap((run) => run.history ?? []).filter(({ only }) => only === undefined)
  return new Set(
    [...groupBy(whole, cellKey)].flatMap(([cell, fetched]) => {
      const read = fetched.map(({ from, to, at }) => ({
        from: Math.max(from, at - HISTORY_REACH),
        to: Math.min(to, at - SETTLING),
      }))
      return includes(intervals(read), [window]) ? [cell] : []
    }),
  )
}
