import { open } from 'node:fs/promises'
import type { Database } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import { identifier, type Sql, sql } from '../../../engine/sql.ts'
import { eventColumns, type NamingColumn, namingColumns } from '../../../model/lake.ts'
import { makeFilter } from './blocks.ts'
import { type FilterPlace, footerBytes, withFilter } from './in-file.ts'
import { hashOfName, workedOutFrom } from './names.ts'

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
    const names = await query(sql`
      SELECT DISTINCT name
      FROM (SELECT ${text} AS name FROM ${file})
      WHERE name IS NOT NULL AND hash(name) % ${slices} = ${slice}`)
    for (const { name } of names) hashes.push(hashOfName(column, String(name)))
  }
  const from = workedOutFrom[column]
  if (from === undefined) return hashes
  const other = await query(sql`
    SELECT 1 FROM ${file}
    WHERE ${identifier(column)} IS NULL AND ${identifier(from)} IS NOT NULL
    LIMIT 1`)
  return other.length === 0 ? hashes : [...hashes, hashOfName(column, null)]
}

/** Gives a Parquet file that an engine wrote its filter, and syncs it. Nobody may read the file yet. */
export const addFilter = async (
  { query }: Pick<Database, 'query'>,
  path: string,
  rows: number,
): Promise<{ readonly bytes: number; readonly filter: FilterPlace }> => {
  const from = parquetFiles([path])
  const hashes: number[] = []
  for (const column of namingColumns)
    for (const hash of await namesOf(query, from, column, rows)) hashes.push(hash)
  const filter = makeFilter(Int32Array.from(hashes), hashes.length)
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(8)
    await file.read(tail, 0, tail.length, size - tail.length)
    const footer = Buffer.alloc(footerBytes(tail))
    await file.read(footer, 0, footer.length, size - footer.length)
    const { pieces, place } = withFilter(footer, filter)
    const at = size - footer.length
    await file.write(Buffer.concat(pieces), 0, undefined, at)
    await file.sync()
    return { bytes: size + filter.length, filter: { ...place, at } }
  } finally {
    await file.close()
  }
}
