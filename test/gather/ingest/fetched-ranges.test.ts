import { describe, expect, it } from 'vitest'
import { readLedger } from '../../../src/gather/ingest/sources/fetched-ledger.ts'
import {
  type Feed,
  type FetchedEvent,
  fetchRanges,
} from '../../../src/gather/ingest/sources/fetched-ranges.ts'
import { HOUR, type Interval, MINUTE, parseInstant } from '../../../src/model/time.ts'
import { folder } from './support/workspace.ts'

const FROM = parseInstant('2026-06-01T00:00:00Z')
const WINDOW = { from: FROM, to: FROM + 10 * HOUR }
const options = { now: () => FROM + 20 * HOUR, settling: 2 * HOUR, onPage: () => undefined }

const at = (order: Feed['order'], i: number): number =>
  order === 'newest first' ? WINDOW.to - i * MINUTE : WINDOW.from + i * MINUTE

/** So many pages in order that a file is kept, and then an event that belongs into it. */
const disordered = (order: Feed['order']): FetchedEvent[][] => [
  ...Array.from({ length: 41 }, (_, i) => [{ time: at(order, i), entry: i }]),
  [{ time: at(order, 5), entry: 'late' }],
]

const feedOf = (
  where: string,
  order: Feed['order'],
  pages: readonly FetchedEvent[][],
  isCut: boolean,
  asked: Interval[] = [],
): Feed => ({
  folder: where,
  order,
  document: (entries) => entries,
  pages: async function* (gap) {
    asked.push(gap)
    yield* pages
    if (isCut) throw new Error('cut')
  },
})

describe.each(['newest first', 'oldest first'] as const)('pages, %s, out of order', (order) => {
  it('R17 withdraw what was kept of that time: cut short, all of it is asked again', async () => {
    const where = folder()
    const cut = fetchRanges(feedOf(where, order, disordered(order), true), WINDOW, options)
    await expect(cut).rejects.toThrow('cut')
    expect(await readLedger(where)).toEqual([])
    const asked: Interval[] = []
    await fetchRanges(feedOf(where, order, [], false, asked), WINDOW, options)
    expect(asked).toEqual([WINDOW])
  })

  it('lose nothing where they came to their end', async () => {
    const where = folder()
    const ranges = await fetchRanges(
      feedOf(where, order, disordered(order), false),
      WINDOW,
      options,
    )
    expect(ranges.map(({ from, to }) => ({ from, to }))).toEqual([WINDOW])
    expect(ranges.flatMap((r) => r.files)).toHaveLength(2)
    expect(await readLedger(where)).toEqual(ranges)
  })

  it('in order and cut short keep what was whole', async () => {
    const where = folder()
    const pages = disordered(order).slice(0, -1)
    const cut = fetchRanges(feedOf(where, order, pages, true), WINDOW, options)
    await expect(cut).rejects.toThrow('cut')
    expect(await readLedger(where)).toHaveLength(1)
  })
})
