import { type Held, ofServices } from '../../../engine/holding.ts'
import { type NamingColumn, namingColumns } from '../../../model/lake.ts'
import type { ColumnBuffers, TableBuffers } from '../columns/buffers.ts'
import { makeFilter } from './blocks.ts'
import { bytesOf, hashOf, hashOfText } from './hash.ts'

/** A filter for each column that names rows. */
export type Filters = Readonly<Record<NamingColumn, Uint8Array>>

/** Stand for rows without a text, for those among them that no service made, and for a text that is worked out. */
export const MISSING = hashOfText('missing', 1)
export const MISSING_ELSE = hashOfText('missing, not of services', 1)
export const WORKED_OUT = hashOfText('worked out', 1)

/** Columns that the view `events` works out from another where they are NULL (engine/duckdb/views.ts). */
export const workedOutFrom: Partial<Record<NamingColumn, string>> = { resource_arns: 'resources' }

/** The hashes by which rows are found: a file may hold them if it may hold one of these. */
export const hashesFor = ({ column, texts, orMissing }: Held): readonly number[] => [
  ...new Set(texts.map((text) => hashOfText(text, 0))),
  ...(orMissing === undefined ? [] : [orMissing === 'any' ? MISSING : MISSING_ELSE]),
  ...(workedOutFrom[column] === undefined ? [] : [WORKED_OUT]),
]

const isNull = ({ valid }: ColumnBuffers, row: number): boolean =>
  valid !== undefined && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0

const COLON = 0x3a

/** The end of the beginning by which the texts of a column are found too: of a session the id of its role, and a colon. */
const beginningOf = (column: NamingColumn, bytes: Uint8Array, from: number, to: number): number => {
  if (column !== 'principal_id') return from
  for (let i = from; i < to; i++) if (bytes[i] === COLON) return i + 1
  return from
}

/** The hashes by which a text of a file is found. */
export const hashesOfText = (column: NamingColumn, text: string): number[] => {
  const { bytes, view } = bytesOf(Buffer.from(text))
  const end = beginningOf(column, bytes, 0, bytes.length)
  const whole = hashOf({ bytes, view }, 0, bytes.length, 0)
  return end === 0 ? [whole] : [whole, hashOf({ bytes, view }, 0, end, 0)]
}

/** The last hashes of each kind that were met: most texts repeat soon. */
const RECENT = 1024
const recent = new Int32Array(RECENT)
let hashes = new Int32Array(0)

/** Puts a hash at a place of `hashes`, unless it was met just now; where the next one goes. */
const put = (hash: number, at: number): number => {
  const slot = hash & (RECENT - 1)
  if (recent[slot] === hash && hash !== 0) return at
  recent[slot] = hash
  hashes[at] = hash
  return at + 1
}

/** Puts the hashes by which the text of a row is found at a place of `hashes`; where the next one goes. */
const putRow = (
  name: NamingColumn,
  bytes: ReturnType<typeof bytesOf>,
  from: number,
  to: number,
  at: number,
): number => {
  const next = put(hashOf(bytes, from, to, 0), at)
  const end = beginningOf(name, bytes.bytes, from, to)
  return end > from ? put(hashOf(bytes, from, end, 0), next) : next
}

/** Hashes of the texts of a column, most of them once; good until the next call. */
const hashesOf = (name: NamingColumn, column: ColumnBuffers): Int32Array => {
  const { offsets, data, length, nullCount } = column
  if (nullCount === length || offsets === undefined) return hashes.subarray(0, 0)
  if (hashes.length < 2 * length) hashes = new Int32Array(2 * length)
  recent.fill(0)
  const bytes = bytesOf(data as Uint8Array)
  let count = 0
  for (let row = 0; row < length; row++)
    if (nullCount === 0 || !isNull(column, row))
      count = putRow(name, bytes, offsets[row] as number, offsets[row + 1] as number, count)
  return hashes.subarray(0, count)
}

const holdsAt = (column: ColumnBuffers | undefined, row: number, text: Buffer): boolean => {
  if (column?.offsets === undefined || isNull(column, row)) return false
  const [from, to] = [column.offsets[row] as number, column.offsets[row + 1] as number]
  return to - from === text.length && text.equals((column.data as Uint8Array).subarray(from, to))
}

type Find = (name: string) => ColumnBuffers | undefined

/** Whether some row has no text in a column, and no service made it. */
const lacksElse = (column: ColumnBuffers, of: Find): boolean => {
  if (column.nullCount === 0) return false
  const services = ofServices.map(
    ({ column: name, text }) => [of(name), Buffer.from(text)] as const,
  )
  for (let row = 0; row < column.length; row++)
    if (isNull(column, row) && !services.some(([c, text]) => holdsAt(c, row, text))) return true
  return false
}

const needsWork = (column: ColumnBuffers, from: ColumnBuffers): boolean => {
  if (from.nullCount === from.length || column.nullCount === 0) return false
  for (let row = 0; row < from.length; row++)
    if (!isNull(from, row) && isNull(column, row)) return true
  return false
}

/** The filters of a table of events; none of a table that lacks their columns. */
export const filtersOf = ({ columns, buffers }: TableBuffers): Filters | undefined => {
  const of: Find = (name) => buffers[columns.findIndex((c) => c.name === name)]
  const filters: Partial<Record<NamingColumn, Uint8Array>> = {}
  for (const name of namingColumns) {
    const column = of(name)
    if (column === undefined) return undefined
    const from = of(workedOutFrom[name] ?? '')
    const more = [
      ...(column.nullCount > 0 ? [MISSING] : []),
      ...(lacksElse(column, of) ? [MISSING_ELSE] : []),
      ...(from !== undefined && needsWork(column, from) ? [WORKED_OUT] : []),
    ]
    filters[name] = makeFilter(hashesOf(name, column.items ?? column), more)
  }
  return filters as Filters
}
