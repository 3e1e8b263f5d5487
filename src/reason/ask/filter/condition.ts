import { identifier, join, type Sql, sql } from '../../../engine/sql.ts'
import type { EventRow } from '../../../model/lake.ts'
import type { Constraint, Filter, Ternary } from '../../../model/scope.ts'
import type { Operator } from '../../../model/selector.ts'
import { tryParseInstant } from '../../../model/time.ts'
import { columnType, textAt, textSql } from './column.ts'
import { accepts, acceptsMissing, acceptsSql } from './constraint.ts'
import { allOf, anyOf, decided, not } from './ternary.ts'

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = UPPER.toLowerCase()

/** ASCII alone: names of IAM hold nothing else, and two engines never agree on the rest. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase())

const mapValues = (c: Constraint, change: (v: string) => string): Constraint =>
  Object.fromEntries(
    Object.entries(c).map(([op, values]: [string, readonly string[]]) => [op, values.map(change)]),
  ) as { [O in Operator]?: readonly string[] }

/** The constraint in the words of the column: instants are microseconds, case is folded where it does not count. */
const worded = (f: Extract<Filter, { is: Constraint }>): Constraint => {
  if (f.path === undefined && columnType(f.column) === 'timestamp')
    return mapValues(f.is, (v) => String(tryParseInstant(v) ?? v))
  return f.ignoreCase === true ? mapValues(f.is, lower) : f.is
}

type Contains = Extract<Filter, { contains: string }>

/** A list contains a text when one of its members is that text. */
const listed = ({ column, contains, missing }: Contains, row: EventRow): Ternary => {
  const list = row[column as keyof EventRow]
  if (!Array.isArray(list)) return missing
  return decided(list.includes(contains))
}

const listedSql = ({ column, contains, missing }: Contains): Sql => {
  const within = sql`list_contains(${identifier(column)}, ${contains})`
  return missing === 'no' ? sql`coalesce(${within}, false)` : within
}

/** Whether a row passes a filter: three values (R1, R7). */
export const passes = (filter: Filter, row: EventRow): Ternary => {
  if ('all' in filter) return allOf(filter.all.map((f) => passes(f, row)))
  if ('any' in filter) return anyOf(filter.any.map((f) => passes(f, row)))
  if ('not' in filter) return not(passes(filter.not, row))
  if ('contains' in filter && columnType(filter.column) === 'text[]') return listed(filter, row)
  if ('constant' in filter) return filter.constant
  const text = textAt(row, filter)
  if ('present' in filter) return decided((text !== undefined) === filter.present)
  if (text === undefined && filter.missing === 'no') return 'no'
  if ('contains' in filter)
    return text === undefined ? 'unknown' : decided(text.includes(filter.contains))
  const constraint = worded(filter)
  if (text === undefined) return acceptsMissing(constraint)
  return accepts(constraint, filter.ignoreCase === true ? lower(text) : text)
}

const orFalse = (missing: 'unknown' | 'no', condition: Sql, text: Sql): Sql =>
  missing === 'no' ? sql`(${text} IS NOT NULL AND coalesce(${condition}, false))` : condition

const connect = (parts: readonly Sql[], word: ' AND ' | ' OR ', empty: Sql): Sql =>
  parts.length === 0 ? empty : sql`(${join(parts, word)})`

const CONSTANT = { yes: sql`true`, no: sql`false`, unknown: sql`CAST(NULL AS BOOLEAN)` }

/** Filters whose answer already stands in a column. */
export type Shared = ReadonlyMap<Filter, Sql>

/** `passes` as SQL: true, false, or NULL for unknown. */
export const passesSql = (filter: Filter, shared?: Shared): Sql => {
  const known = shared?.get(filter)
  if (known !== undefined) return known
  const each = (filters: readonly Filter[]) => filters.map((f) => passesSql(f, shared))
  if ('all' in filter) return connect(each(filter.all), ' AND ', sql`true`)
  if ('any' in filter) return connect(each(filter.any), ' OR ', sql`false`)
  if ('not' in filter) return sql`(NOT ${passesSql(filter.not, shared)})`
  if ('constant' in filter) return CONSTANT[filter.constant]
  if ('contains' in filter && columnType(filter.column) === 'text[]') return listedSql(filter)
  const text = textSql(filter)
  if ('present' in filter)
    return filter.present ? sql`(${text} IS NOT NULL)` : sql`(${text} IS NULL)`
  if ('contains' in filter)
    return orFalse(filter.missing, sql`contains(${text}, ${filter.contains})`, text)
  const folded = filter.ignoreCase === true ? sql`translate(${text}, ${UPPER}, ${LOWER})` : text
  return orFalse(filter.missing, acceptsSql(worded(filter), folded), text)
}
