import { DOUBLE, type DuckDBType, SQLNULL, VARCHAR } from '@duckdb/node-api'
import { type Held, isHeld } from '../holding.ts'
import type { Constant, Sql } from '../sql.ts'

/** Printable ASCII without the quote: in DuckDB nothing else has a meaning inside a quoted text. */
const PLAIN = /^[ -&(-~]*$/

/**
 * A value as a constant of the text, where nothing in it could end the constant: the engine plans by constants (it
 * skips row groups and compiles a regular expression once), and by parameters it cannot. Whole numbers are BIGINT, so
 * that `make_timestamp` finds its function.
 */
const constant = (value: Constant): string | undefined => {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'bigint') return `CAST(${value} AS BIGINT)`
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 63)
    return `CAST(${BigInt(value)} AS BIGINT)`
  return typeof value === 'string' && PLAIN.test(value) ? `'${value}'` : undefined
}

const parameterType = (value: Constant): DuckDBType =>
  value === null ? SQLNULL : typeof value === 'number' ? DOUBLE : VARCHAR

/** The name of a table or view that has all rows of `events` that hold some texts. */
export type TableOf = (held: Held) => string

/** A query with its values as constants where that is safe, and as parameters where not: its text stays ours. */
export const withConstants = ({ strings, values }: Sql, tableOf: TableOf = () => 'events') => {
  const parameters: Constant[] = []
  const written = (value: Sql['values'][number]): string =>
    isHeld(value) ? tableOf(value) : (constant(value) ?? `$${parameters.push(value)}`)
  const text = strings
    .slice(1)
    .reduce((before, part, i) => before + written(values[i] ?? null) + part, strings[0] ?? '')
  return { text, parameters, types: parameters.map(parameterType) }
}
