import {
  type DuckDBConnection,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Row } from '../sql.ts'

type RowValue = Row[string]
type Reader = Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>

const scalar = (value: DuckDBValue): string | number | boolean | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return Number(value.micros)
  return String(value)
}

const textOrNull = (value: DuckDBValue): string | null => {
  const plain = scalar(value)
  return plain === null ? null : String(plain)
}

/**
 * A value of DuckDB as the `Row` of engine/sql.ts: timestamps are integer microseconds, integers are
 * numbers (exact below 2^53), lists are arrays of text, every other type is its text.
 */
export const toRowValue = (value: DuckDBValue): RowValue =>
  value instanceof DuckDBListValue ? value.items.map(textOrNull) : scalar(value)

/** All rows of a finished query. */
export const toRows = (reader: Reader): Row[] => {
  const names = reader.deduplicatedColumnNames()
  return reader.getRows().map((cells) => {
    const row: Record<string, RowValue> = {}
    names.forEach((name, i) => {
      row[name] = toRowValue(cells[i] ?? null)
    })
    return row
  })
}
