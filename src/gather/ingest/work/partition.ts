import { groupBy } from '../../../model/group-by.ts'
import type { Run } from '../columns/text-column.ts'
import { type Day, dayNumber } from '../lake/paths.ts'
import { numberColumnOf, type Rows, textColumnOf } from './rows.ts'

/** A number for each row such that equal places (account and region) have equal numbers, and their names. */
const placesOf = (rows: Rows): { place: Int32Array; names: string[] } => {
  const accounts = textColumnOf(rows.table, 'recipient_account_id')
  const regions = textColumnOf(rows.table, 'aws_region')
  const place = new Int32Array(rows.table.rows)
  const names: string[] = []
  const numbers = new Map<string, number>()
  const nothing = new Uint8Array(0)
  for (let row = 0; row < place.length; row++) {
    const before = row - 1
    if (row > 0 && accounts.same(row, before) && regions.same(row, before)) {
      place[row] = place[before] as number
      continue
    }
    const account = accounts.isNull(row) ? nothing : accounts.at(row)
    const region = regions.isNull(row) ? nothing : regions.at(row)
    const name = `${Buffer.from(account)}\u0000${Buffer.from(region)}`
    const known = numbers.get(name)
    place[row] = known ?? names.length
    if (known === undefined) {
      numbers.set(name, names.length)
      names.push(name)
    }
  }
  return { place, names }
}

/** Rows that follow each other and have the same day and place. */
interface Segment extends Run {
  readonly day: Day
  readonly place: number
}

/** The rows to keep as segments, in order. Files come in order of time and place, so there are few. */
const segmentsOf = (rows: Rows, drop: Uint8Array, place: Int32Array): Segment[] => {
  const times = numberColumnOf(rows.table, 'event_time')
  const segments: (Segment & { to: number })[] = []
  let last: (Segment & { to: number }) | undefined
  for (let row = 0; row < place.length; row++) {
    if (drop[row] === 1) continue
    const day = dayNumber(times.get(row))
    if (last?.to === row && last.day === day && last.place === place[row]) {
      last.to = row + 1
      continue
    }
    last = { from: row, to: row + 1, day, place: place[row] as number }
    segments.push(last)
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
