import { open } from 'node:fs/promises'
import type { Database } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import { ofNoService } from '../../../engine/holding.ts'
import { identifier, type Sql, sql } from '../../../engine/sql.ts'
import { eventColumns, type NamingColumn, namingColumns } from '../../../model/lake.ts'
import { makeFilter } from './blocks.ts'
import { type FilterPlaces, footerBytes, TAIL, withFilters } from './in-file.ts'
import {
  type Filters,
  hashesOfText,
  MISSING,
  MISSING_ELSE,
  WORKED_OUT,
  workedOutFrom,
} from './names.ts'

/** So many rows of a file are read in one go, roughly. */
const AT_ONCE = 50_000

const isList = (column: NamingColumn): boolean =>
  eventColumns.some((c) => c.name === column && c.type === 'text[]')

/** The names in one column of a file. */
const namesOf = async (
  query: Database['query'],
  file: Sql,
  column: NamingColumn,
  rows: number,
): Promise<number[]> => {
  const text = isList(column) ? sql`unnest(${identifier(column)})` : identifier(column)
  const slices = Math.ceil(rows / AT_ONCE)
  const hashes: number[] = []
  for (let slice = 0; slice < slices; slice++) {
    // Behind a point: a byte order mark at its beginning is not handed over.
    const names = await query(sql`
      SELECT DISTINCT '.' || name AS name
      FROM (SELECT ${text} AS name FROM ${file})
      WHERE name IS NOT NULL AND hash(name) % ${slices} = ${slice}`)
    for (const { name } of names) hashes.push(...hashesOfText(column, String(name).slice(1)))
  }
  const isNull = sql`${identifier(column)} IS NULL`
  const from = workedOutFrom[column]
  const has = async (rows: Sql) =>
    (await query(sql`SELECT 1 FROM ${file} WHERE ${rows} LIMIT 1`)).length > 0
  if (await has(isNull)) hashes.push(MISSING)
  if (await has(sql`${isNull} AND ${ofNoService}`)) hashes.push(MISSING_ELSE)
  if (from !== undefined && (await has(sql`${isNull} AND ${identifier(from)} IS NOT NULL`)))
    hashes.push(WORKED_OUT)
  return hashes
}

/** Gives a Parquet file that an engine wrote its filters, and syncs it. Nobody may read the file yet. */
export const addFilters = async (
  { query }: Pick<Database, 'query'>,
  path: string,
  rows: number,
): Promise<{ readonly bytes: number; readonly filters: FilterPlaces }> => {
  const from = parquetFiles([path])
  const made: Partial<Record<NamingColumn, Uint8Array>> = {}
  for (const column of namingColumns)
    made[column] = makeFilter(await namesOf(query, from, column, rows))
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(TAIL)
    await file.read(tail, 0, TAIL, size - TAIL)
    const footer = Buffer.alloc(footerBytes(tail))
    const at = size - footer.length
    await file.read(footer, 0, footer.length, at)
    const { pieces, places } = withFilters(footer, made as Filters, at)
    const bytes = Buffer.concat(pieces)
    await file.write(bytes, 0, bytes.length, at)
    await file.sync()
    return { bytes: at + bytes.length, filters: places }
  } finally {
    await file.close()
  }
}
