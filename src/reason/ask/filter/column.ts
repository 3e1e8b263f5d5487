import { identifier, type Sql, sql } from '../../../engine/sql.ts'
import { type Column, type EventRow, eventColumns } from '../../../model/lake.ts'
import { isMaskedKey, MASKED_KEY } from '../../identity/masked.ts'

/** A column of the view `events`, or a member inside one of its JSON columns. */
export interface Place {
  readonly column: string
  readonly path?: readonly string[]
}

const typeOf = new Map<string, Column['type']>(eventColumns.map((c) => [c.name, c.type]))

/** What a column holds; the derived columns of the view are text. */
export const columnType = (name: string): Column['type'] => typeOf.get(name) ?? 'text'

const member = (json: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    json,
  )

const insideJson = (text: string, path: readonly string[]): string | undefined => {
  const value = member(JSON.parse(text), path)
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined
}

/** The text of a place in a row; `undefined` where it has none, or only a masked key (R12). */
export const textAt = (row: EventRow, { column, path }: Place): string | undefined => {
  const value = row[column as keyof EventRow]
  if (value === null || value === undefined || Array.isArray(value)) return undefined
  if (path !== undefined) return insideJson(String(value), path)
  const text = String(value)
  return column === 'access_key_id' && isMaskedKey(text) ? undefined : text
}

const jsonPath = (path: readonly string[]): string =>
  `$${path.map((key) => `."${key.replaceAll('"', '\\"')}"`).join('')}`

/** `textAt` as SQL. Timestamps are their microseconds as text. */
export const textSql = ({ column, path }: Place): Sql => {
  const name = identifier(column)
  if (path !== undefined) {
    const where = jsonPath(path)
    return sql`(CASE WHEN json_type(${name}, ${where}) IN ('VARCHAR', 'BOOLEAN') THEN json_extract_string(${name}, ${where}) END)`
  }
  if (column === 'access_key_id')
    return sql`(CASE WHEN NOT regexp_matches(${name}, ${MASKED_KEY}) THEN ${name} END)`
  if (columnType(column) === 'timestamp') return sql`CAST(epoch_us(${name}) AS VARCHAR)`
  return columnType(column) === 'boolean' ? sql`CAST(${name} AS VARCHAR)` : name
}
