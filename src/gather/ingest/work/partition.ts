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

const asRuns = (sorted: readonly number[]): Run[] => {
  const runs: { from: number; to: number }[] = []
  for (const row of sorted) {
    const last = runs.at(-1)
    if (last?.to === row) last.to = row + 1
    else runs.push({ from: row, to: row + 1 })
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
  const times = numberColumnOf(rows.table, 'event_time')
  const days = new Map<Day, number[]>()
  for (let row = 0; row < rows.table.rows; row++) {
    if (drop[row] === 1) continue
    const day = dayNumber(times.get(row))
    const list = days.get(day)
    if (list === undefined) days.set(day, [row])
    else list.push(row)
  }
  const rankOf = (row: number): number => rank[place[row] as number] as number
  const isSorted = (list: readonly number[]): boolean =>
    list.every((row, i) => i === 0 || rankOf(list[i - 1] as number) <= rankOf(row))
  const sorted = [...days].map(([day, list]) => {
    if (!isSorted(list)) list.sort((a, b) => rankOf(a) - rankOf(b) || a - b)
    return [day, asRuns(list)] as const
  })
  return {
    days: new Map(sorted),
    places: names.map((name) => name.split('\u0000') as [string, string]),
  }
}
