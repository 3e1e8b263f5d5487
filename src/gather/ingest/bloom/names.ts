import type { Held } from '../../../engine/holding.ts'
import { type NamingColumn, namingColumns } from '../../../model/lake.ts'
import type { ColumnBuffers, TableBuffers } from '../columns/buffers.ts'
import { makeFilter } from './blocks.ts'
import { bytesOf, hashOf, hashOfText } from './hash.ts'

/** A filter for each column that names rows. */
export type Filters = Readonly<Record<NamingColumn, Uint8Array>>

/** Stand for rows without a text, and for those whose text is worked out from another column. */
export const MISSING = hashOfText('missing', 1)
export const WORKED_OUT = hashOfText('worked out', 1)

/** Columns that the view `events` works out from another where they are NULL (engine/duckdb/views.ts). */
export const workedOutFrom: Partial<Record<NamingColumn, string>> = { resource_arns: 'resources' }

export const hashOfName = (text: string): number => hashOfText(text, 0)

/** The hashes by which rows are found: a file may hold them if it may hold one of these. */
export const hashesFor = ({ column, texts, orMissing }: Held): readonly number[] => [
  ...new Set(texts.map(hashOfName)),
  ...(orMissing === true ? [MISSING] : []),
  ...(workedOutFrom[column] === undefined ? [] : [WORKED_OUT]),
]

const isNull = ({ valid }: ColumnBuffers, row: number): boolean =>
  valid !== undefined && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0

/** The last hashes of each kind that were met: most texts repeat soon. */
const RECENT = 1024
const recent = new Int32Array(RECENT)
let hashes = new Int32Array(0)

/** Hashes of the texts of a column, most of them once; good until the next call. */
const hashesOf = (column: ColumnBuffers): Int32Array => {
  const { offsets, data, length, nullCount } = column
  if (nullCount === length || offsets === undefined) return hashes.subarray(0, 0)
  if (hashes.length < length) hashes = new Int32Array(length)
  recent.fill(0)
  const bytes = bytesOf(data as Uint8Array)
  let count = 0
  for (let row = 0; row < length; row++) {
    if (nullCount > 0 && isNull(column, row)) continue
    const hash = hashOf(bytes, offsets[row] as number, offsets[row + 1] as number, 0)
    if (recent[hash & (RECENT - 1)] === hash && hash !== 0) continue
    recent[hash & (RECENT - 1)] = hash
    hashes[count++] = hash
  }
  return hashes.subarray(0, count)
}

const needsWork = (column: ColumnBuffers, from: ColumnBuffers): boolean => {
  if (from.nullCount === from.length || column.nullCount === 0) return false
  for (let row = 0; row < from.length; row++)
    if (!isNull(from, row) && isNull(column, row)) return true
  return false
}

/** The filters of a table of events; none of a table that lacks their columns. */
export const filtersOf = ({ columns, buffers }: TableBuffers): Filters | undefined => {
  const of = (name: string) => buffers[columns.findIndex((c) => c.name === name)]
  const filters: Partial<Record<NamingColumn, Uint8Array>> = {}
  for (const name of namingColumns) {
    const column = of(name)
    if (column === undefined) return undefined
    const from = of(workedOutFrom[name] ?? '')
    const more = [
      ...(column.nullCount > 0 ? [MISSING] : []),
      ...(from !== undefined && needsWork(column, from) ? [WORKED_OUT] : []),
    ]
    filters[name] = makeFilter(hashesOf(column.items ?? column), more)
  }
  return filters as Filters
}
