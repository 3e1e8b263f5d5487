import { DOUBLE, type DuckDBType, SQLNULL, VARCHAR } from '@duckdb/node-api'
import type { Sql, SqlValue } from '../sql.ts'

/** Printable ASCII without the quote: in DuckDB nothing else has a meaning inside a quoted text. */
const PLAIN = /^[ -&(-~]*$/

/**
 * A value as a constant of the text, where nothing in it could end the constant: the engine plans by constants (it
 * skips row groups and compiles a regular expression once), and by parameters it cannot. Whole numbers are BIGINT, so
 * that `make_timestamp` finds its function.
 */
const constant = (value: SqlValue): string | undefined => {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return `CAST(${value} AS BIGINT)`
  return typeof value === 'string' && PLAIN.test(value) ? `'${value}'` : undefined
}

const parameterType = (value: SqlValue): DuckDBType =>
  value === null ? SQLNULL : typeof value === 'number' ? DOUBLE : VARCHAR

/** A query with its values as constants where that is safe, and as parameters where not: its text stays ours. */
export const withConstants = ({ strings, values }: Sql) => {
  const parameters: SqlValue[] = []
  const text = strings.slice(1).reduce((before, part, i) => {
    const value = values[i] as SqlValue
    const written = constant(value) ?? `$${parameters.push(value)}`
    return before + written + part
  }, strings[0] ?? '')
  return { text, parameters, types: parameters.map(parameterType) }
}
