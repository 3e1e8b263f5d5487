import type { AccessCount } from '../../model/access-log.ts'
import { DAY, type Interval, SECOND } from '../../model/time.ts'
import { dataEventOf } from './operations.ts'
import { accessRecord } from './record.ts'
import { recentlySeen } from './seen.ts'

interface Cell {
  readonly day: number
  readonly count: Omit<AccessCount, 'sure' | 'possible'>
  sure: number
  possible: number
}

/** Days that are counted where no window is asked for. */
const DAYS = 30

/** The last 30 days up to the last record, less where there are fewer, but not less than one day. */
const spanOf = (first: number, last: number): Interval => {
  const to = last + SECOND
  const month = Math.floor(to / DAY) * DAY - (DAYS - 1) * DAY
  return { from: Math.min(Math.max(first, month), to - DAY), to }
}

export interface Counter {
  readonly take: (line: string) => void
  readonly totals: { records: number; otherRequests: number; repeated: number; unread: number }
  /** Of a window, or of the last 30 days that have records. */
  readonly result: () => {
    readonly window: Interval | null
    readonly counts: readonly AccessCount[]
  }
}

/** Counts the records of access logs by bucket and operation. `window`: only records in it. */
export const counter = (window?: Interval): Counter => {
  const cells = new Map<string, Cell>()
  const totals = { records: 0, otherRequests: 0, repeated: 0, unread: 0 }
  const isKnown = recentlySeen()
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return {
    totals,
    take: (line) => {
      if (line.trim() === '') return
      const record = accessRecord(line)
      if (record === undefined) {
        totals.unread += 1
        return
      }
      const { time, bucket, operation } = record
      if (window !== undefined && (time < window.from || time >= window.to)) return
      totals.records += 1
      if (isKnown(`${record.requestId} ${operation} ${bucket} ${record.key}`)) {
        totals.repeated += 1
        return
      }
      first = Math.min(first, time)
      last = Math.max(last, time)
      const event = dataEventOf(record)
      if (event === undefined) {
        totals.otherRequests += 1
        return
      }
      const day = Math.floor(time / DAY)
      const key = `${day} ${bucket} ${operation}`
      const cell = cells.get(key) ?? {
        day,
        count: { bucket, operation, eventName: event.eventName, access: event.access },
        sure: 0,
        possible: 0,
      }
      cells.set(key, cell)
      if (event.isSure) cell.sure += 1
      else cell.possible += 1
    },
    result: () => {
      if (first > last) return { window: null, counts: [] }
      const counted = window ?? spanOf(first, last)
      const sums = new Map<string, AccessCount>()
      for (const { day, count, sure, possible } of cells.values()) {
        if ((day + 1) * DAY <= counted.from) continue
        const key = `${count.bucket} ${count.operation}`
        const before = sums.get(key) ?? { ...count, sure: 0, possible: 0 }
        sums.set(key, {
          ...before,
          sure: before.sure + sure,
          possible: before.possible + possible,
        })
      }
      const counts = [...sums.values()].sort(
        (a, b) => b.sure - a.sure || (a.bucket < b.bucket ? -1 : 1),
      )
      return { window: counted, counts }
    },
  }
}
