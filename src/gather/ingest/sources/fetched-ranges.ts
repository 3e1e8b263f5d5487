import { intervals, length, subtract } from '../../../model/intervals.ts'
import { formatInstant, type Instant, type Interval, SECOND } from '../../../model/time.ts'
import {
  type FetchedFile,
  type FetchedRange,
  readLedger,
  writeFetched,
  writeLedger,
} from './fetched-ledger.ts'

/** One event as AWS answered it, and when it happened. */
export interface FetchedEvent {
  readonly time: Instant | undefined
  readonly entry: unknown
}

/** Something of AWS that is read page by page over a time. */
export interface Feed {
  /** Where its files lie. */
  readonly folder: string
  readonly order: 'newest first' | 'oldest first'
  /** All pages of a time; events at its very ends may come as well. */
  readonly pages: (gap: Interval) => AsyncIterable<readonly FetchedEvent[]>
  /** The document that the reader of this form takes. */
  readonly document: (entries: readonly unknown[]) => unknown
}

export interface FetchOptions {
  readonly now: () => Instant
  /** What is younger than this when it is read may not be all there yet. */
  readonly settling: number
  /** How far back AWS keeps it; what was older when the reading ended may have vanished before it was read. */
  readonly reach?: number
  readonly onPage: (seen: {
    readonly events: number
    readonly reached: Instant | null
    readonly done: number
  }) => void
}

/** Pages put into one file: at two a second, as much as a killed run loses at most is twenty seconds. */
const PAGES = 40

const stamp = (instant: Instant): string => formatInstant(instant).replaceAll(/[-:]/g, '')

const floor = (time: Instant): Instant => Math.floor(time / SECOND) * SECOND

/** Takes pages until the end of a gap, and tells how much of it is surely whole so far. */
const follow = (gap: Interval, order: Feed['order']) => {
  let edge = order === 'newest first' ? gap.to : gap.from
  let isOrdered = true
  return {
    take: (page: readonly FetchedEvent[]): Instant | null => {
      const times = page.flatMap(({ time }) => time ?? [])
      if (times.length < page.length) isOrdered = false
      if (times.length === 0) return null
      const [first, last] = [Math.min(...times), Math.max(...times)]
      const isNewestFirst = order === 'newest first'
      const [near, far] = isNewestFirst ? [last, first] : [first, last]
      // Events of one second may be on two pages: only what lies beyond it is whole.
      if (isNewestFirst ? near > edge : near < edge - SECOND) isOrdered = false
      edge = isNewestFirst ? Math.min(edge, floor(far) + SECOND) : Math.max(edge, floor(far))
      return far
    },
    /** What is left of the gap when all up to here is whole; nothing where pages came out of order. */
    rest: (): Interval | undefined =>
      isOrdered
        ? order === 'newest first'
          ? { from: gap.from, to: edge }
          : { from: edge, to: gap.to }
        : undefined,
  }
}

/**
 * Fetches what is not yet there of a time, into files beside a ledger that says what is whole. Killed at any moment and
 * run again it goes on from the last file; where pages came out of order nothing of that time is whole before its end.
 * Returns everything that is whole, whenever it was fetched.
 */
export const fetchRanges = async (
  feed: Feed,
  window: Interval,
  { now, settling, reach, onPage }: FetchOptions,
): Promise<readonly FetchedRange[]> => {
  let ranges = await readLedger(feed.folder)
  const settled = ranges.map(({ from, to, at }) => ({ from, to: Math.min(to, at - settling) }))
  const gaps = subtract(intervals([window]), intervals(settled))
  const ordered = feed.order === 'newest first' ? gaps.toReversed() : gaps
  const total = Math.max(1, length(intervals([window])))
  let left = length(gaps)
  let events = 0

  const keep = async (
    range: Interval,
    at: Instant,
    entries: readonly unknown[],
    before: readonly FetchedFile[] = [],
  ): Promise<FetchedRange> => {
    const name = `${stamp(range.from)}-${stamp(range.to)}-${stamp(at)}.json`
    const text = `${JSON.stringify(feed.document(entries))}\n`
    const files = entries.length === 0 ? [] : [await writeFetched(feed.folder, name, text)]
    const kept = { ...range, at, files: [...before, ...files] }
    ranges = [...ranges, kept]
    await writeLedger(feed.folder, ranges)
    return kept
  }

  const withdraw = async (kept: readonly FetchedRange[]) => {
    ranges = ranges.filter((range) => !kept.includes(range))
    await writeLedger(feed.folder, ranges)
    return kept.flatMap((range) => range.files)
  }

  for (const gap of ordered) {
    const at = now()
    let open: Interval = gap
    let entries: unknown[] = []
    let pages = 0
    let kept: FetchedRange[] = []
    /** Files of ranges that are not whole after all, until the gap is. */
    let withdrawn: readonly FetchedFile[] = []
    const edge = follow(gap, feed.order)
    for await (const page of feed.pages(gap)) {
      const reached = edge.take(page)
      for (const { entry } of page) entries.push(entry)
      events += page.length
      pages += 1
      const rest = edge.rest()
      const undone = left - length([gap]) + length(rest === undefined ? [gap] : [rest])
      onPage({ events, reached, done: 1 - undone / total })
      if (rest === undefined && kept.length > 0) {
        withdrawn = await withdraw(kept)
        kept = []
        open = gap
      }
      if (pages < PAGES || rest === undefined || rest.from >= rest.to) continue
      const whole =
        feed.order === 'newest first'
          ? { from: rest.to, to: open.to }
          : { from: open.from, to: rest.from }
      if (whole.from >= whole.to) continue
      kept = [...kept, await keep(whole, at, entries)]
      open = rest
      entries = []
      pages = 0
    }
    const from = reach === undefined ? open.from : Math.max(open.from, now() - reach)
    await keep({ from: Math.min(from, open.to), to: open.to }, at, entries, withdrawn)
    left -= length([gap])
  }
  return ranges
}
