import { groupBy } from '../../../model/group-by.ts'
import type { NumberColumn } from '../columns/number-column.ts'
import type { Run, TextColumn } from '../columns/text-column.ts'
import { type Day, dayNumber } from '../lake/paths.ts'
import { numberColumnOf, type Rows, textColumnOf } from './rows.ts'

/** Where the rows that are of the same place as row `from` end. Files are of one place: most go far. */
const endOfPlace = (accounts: TextColumn, regions: TextColumn, from: number, rows: number) => {
  let to = from + 1
  while (to < rows && accounts.same(to, to - 1) && regions.same(to, to - 1)) to++
  return to
}

const textAt = (column: TextColumn, row: number): string =>
  column.isNull(row) ? '' : Buffer.from(column.at(row)).toString()

/** A number for each row such that equal places (account and region) have equal numbers, and their names. */
const placesOf = (rows: Rows): { place: Int32Array; names: string[] } => {
  const accounts = textColumnOf(rows.table, 'recipient_account_id')
  const regions = textColumnOf(rows.table, 'aws_region')
  const place = new Int32Array(rows.table.rows)
  const numbers = new Map<string, number>()
  for (let from = 0, to = 0; from < place.length; from = to) {
    to = endOfPlace(accounts, regions, from, place.length)
    const name = `${textAt(accounts, from)}\u0000${textAt(regions, from)}`
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    place.fill(number, from, to)
  }
  return { place, names: [...numbers.keys()] }
}

/** Rows that follow each other and have the same day and place. */
interface Segment extends Run {
  readonly day: Day
  readonly place: number
}

/** Where the rows to keep that are of the same day and place as row `from` end. */
const endOfSegment = (
  times: NumberColumn,
  drop: Uint8Array,
  place: Int32Array,
  from: number,
  day: Day,
): number => {
  let to = from + 1
  while (
    to < place.length &&
    drop[to] === 0 &&
    place[to] === place[from] &&
    dayNumber(times.get(to)) === day
  )
    to++
  return to
}

/** The rows to keep as segments, in order. Files come in order of time and place, so there are few. */
const segmentsOf = (rows: Rows, drop: Uint8Array, place: Int32Array): Segment[] => {
  const times = numberColumnOf(rows.table, 'event_time')
  const segments: Segment[] = []
  let from = drop.indexOf(0)
  while (from >= 0 && from < place.length) {
    const day = dayNumber(times.get(from))
    const to = endOfSegment(times, drop, place, from, day)
    segments.push({ from, to, day, place: place[from] as number })
    from = drop.indexOf(0, to)
  }
  return segments
}

const joined = (segments: readonly Segment[]): Run[] => {
  const runs: { from: number; to: number }[] = []
  for (const { from, to } of segments) {
    const last = runs.at(-1)
    if (last?.to === from) last.to = to
    else runs.push({ from, to })
  }
  return runs
}

export interface Partition {
  /** The rows to keep, by day, each day sorted by account and region and else as delivered. */
  readonly days: ReadonlyMap<Day, readonly Run[]>
  /** `[account, region]` of every row, '' where the record has none. */
  readonly places: readonly (readonly [account: string, region: string])[]
}

export const partition = (rows: Rows, drop: Uint8Array): Partition => {
  const { place, names } = placesOf(rows)
  const order = names
    .map((_, i) => i)
    .sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
  const rank = new Int32Array(names.length)
  order.forEach((number, i) => {
    rank[number] = i
  })
  const rankOf = (segment: Segment): number => rank[segment.place] as number
  const days = groupBy(segmentsOf(rows, drop, place), (segment) => segment.day)
  return {
    days: new Map(
      [...days].map(([day, segments]) => [
        day,
        joined(segments.sort((a, b) => rankOf(a) - rankOf(b))),
      ]),
    ),
    places: names.map((name) => name.split('\u0000') as [string, string]),
  }
}
