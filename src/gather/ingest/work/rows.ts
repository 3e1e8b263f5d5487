import {
  type EventColumn,
  eventColumns,
  recordColumns,
  sightingColumns,
} from '../../../model/lake.ts'
import { NumberColumn } from '../columns/number-column.ts'
import { appendRow, bytesIn, type CellValue, emptyTable, type Table } from '../columns/table.ts'
import { TextColumn } from '../columns/text-column.ts'
import type { FoundRecord } from '../formats/read-object.ts'
import { hourNumber } from '../lake/seen.ts'
import { contentHash } from '../record/canonical.ts'
import { shred, VERBATIM } from '../record/shred.ts'

const indexOf = new Map<string, number>(eventColumns.map((c, i) => [c.name, i]))

/** Where a column of events stands in a table. */
export const columnIndex = (name: EventColumn): number => indexOf.get(name) ?? -1

/** A column of a table of events. */
export const columnOf = (table: Table, name: string): Table['data'][number] =>
  table.data[indexOf.get(name) ?? -1] as Table['data'][number]

export const textColumnOf = (table: Table, name: string): TextColumn =>
  columnOf(table, name) as TextColumn
export const numberColumnOf = (table: Table, name: string): NumberColumn =>
  columnOf(table, name) as NumberColumn

/** Events on their way into the lake, with what decides whether they are new. */
export interface Rows {
  readonly table: Table
  /** Four words of the content hash for each row. */
  hashes: Uint32Array
}

export const emptyRows = (): Rows => ({
  table: emptyTable(eventColumns),
  hashes: new Uint32Array(4096),
})

export const roomFor = (rows: Rows, count: number): void => {
  if (count * 4 <= rows.hashes.length) return
  const hashes = new Uint32Array(Math.max(count * 4, rows.hashes.length * 2))
  hashes.set(rows.hashes)
  rows.hashes = hashes
}

export const rowBytes = (rows: Rows): number => bytesIn(rows.table)

/** How often each key without a column of its own was seen. */
export type KeyCounts = Map<string, number>

/** More names than this are not told apart: an attacker may invent them without end. */
const KEY_NAMES = 1000

const withColumn: ReadonlySet<string> = new Set([
  VERBATIM,
  ...recordColumns.flatMap((c) => ('path' in c ? c.path.slice(0, 1) : [])),
])

/** Counts a key, unless it has a column. */
export const countKey = (counts: KeyCounts, key: string): void => {
  if (withColumn.has(key)) return
  const name = counts.has(key) || counts.size < KEY_NAMES ? key : '(more)'
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Appends a record by the definition: shred, and hash its canonical text. */
export const appendRecord = (
  rows: Rows,
  { text, offset, length }: FoundRecord,
  objectId: number,
  keyAccount: string | null,
  keys: KeyCounts,
): void => {
  const stored = shred(text)
  const hash = contentHash(text)
  const row = rows.table.rows
  roomFor(rows, row + 1)
  for (let i = 0; i < 4; i++)
    rows.hashes[row * 4 + i] = Number.parseInt(hash.slice(i * 8, i * 8 + 8), 16)
  appendRow(rows.table, {
    ...(stored as Record<string, CellValue>),
    content_hash: hash,
    key_account_id: stored.recipient_account_id === undefined ? keyAccount : null,
    object_id: objectId,
    record_offset: offset,
    record_length: length,
  })
  if (typeof stored.other === 'string')
    for (const key of Object.keys(JSON.parse(stored.other))) countKey(keys, key)
}

/** The hour of each event. */
export const hoursOf = (rows: Rows): Int32Array => {
  const times = numberColumnOf(rows.table, 'event_time')
  const hours = new Int32Array(rows.table.rows)
  for (let row = 0; row < hours.length; row++) hours[row] = hourNumber(times.get(row))
  return hours
}

/** The events of some rows as sightings. */
export const sightingsOf = (rows: Rows, which: readonly number[]): Table => {
  const table = emptyTable(sightingColumns)
  const columns = sightingColumns.map((c) => ({
    name: c.name,
    column: columnOf(rows.table, c.name),
  }))
  for (const row of which) {
    const cells: Record<string, CellValue> = {}
    for (const { name, column } of columns) {
      if (column instanceof TextColumn)
        cells[name] = column.isNull(row) ? null : Buffer.from(column.at(row)).toString()
      else if (column instanceof NumberColumn) cells[name] = column.get(row)
    }
    appendRow(table, cells)
  }
  return table
}
