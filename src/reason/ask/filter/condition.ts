import { identifier, join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { EventRow } from '../../../model/lake.ts'
import type { Constraint, Filter, SessionOf, Ternary } from '../../../model/scope.ts'
import type { Operator } from '../../../model/selector.ts'
import { every, not, some, sure } from '../../../model/ternary.ts'
import { type Instant, tryParseInstant } from '../../../model/time.ts'
import { isMaskedKey } from '../../identity/masked.ts'
import { lower, lowerSql } from './case.ts'
import { columnType, textAt, textSql } from './column.ts'
import { accepts, acceptsMissing, acceptsSql, EVERY_TEXT } from './constraint.ts'
import { urlDecoded, urlDecodedSql } from './decode.ts'
import { patternFound, patternSql } from './pattern.ts'

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
  return sure(list.includes(contains))
}

const listedSql = ({ column, contains, missing }: Contains): Sql => {
  const within = sql`list_contains(${identifier(column)}, ${contains})`
  return missing === 'no' ? sql`coalesce(${within}, false)` : within
}

type Is = Extract<Filter, { is: Constraint }>
type Between = Extract<Filter, { from: Instant }>

const between = ({ column, from, to, missing }: Between, row: EventRow): Ternary => {
  const at = row[column as keyof EventRow]
  if (at === null || at === undefined) return missing
  return sure(Number(at) >= from && (to === undefined || Number(at) <= to))
}

const betweenSql = ({ column, from, to, missing }: Between): Sql => {
  const at = identifier(column)
  const until = to === undefined ? sql`` : sql` AND ${at} <= make_timestamp(${to})`
  const is = sql`(${at} >= make_timestamp(${from})${until})`
  return missing === 'no' ? sql`coalesce(${is}, false)` : is
}

type OfSessions = Extract<Filter, { sessions: unknown }>

const nameOf = ({ principalId, createdAt }: SessionOf): string => `${principalId} ${createdAt}`

const ofSessions = ({ sessions }: OfSessions, row: EventRow): Ternary => {
  const { principal_id: principalId, session_created_at: createdAt } = row
  return sure(sessions.some((s) => s.principalId === principalId && s.createdAt === createdAt))
}

/** One text for both, so that thousands of sessions are one list: an engine plans each condition by itself. */
const ofSessionsSql = ({ sessions }: OfSessions): Sql => {
  const name = sql`principal_id || ' ' || epoch_us(session_created_at)`
  return sql`coalesce(${oneOf(name, [...new Set(sessions.map(nameOf))])}, false)`
}

/** A list is accepted when one of its members is. */
const someMember = ({ column, is, missing }: Is, row: EventRow): Ternary => {
  const list = row[column as keyof EventRow]
  if (!Array.isArray(list)) return missing
  return sure(list.some((member) => member !== null && accepts(is, member) === 'yes'))
}

const someMemberSql = ({ column, is, missing }: Is): Sql => {
  const name = identifier(column)
  const some = sql`(len(list_filter(${name}, lambda x: coalesce(x IS NOT NULL AND ${acceptsSql(is, sql`x`)}, false))) > 0)`
  return missing === 'no' ? sql`coalesce(${some}, false)` : some
}

/** Whether a row passes a filter: three values (R1, R7). */
export const passes = (filter: Filter, row: EventRow): Ternary => {
  if ('all' in filter) return every(filter.all.map((f) => passes(f, row)))
  if ('any' in filter) return some(filter.any.map((f) => passes(f, row)))
  if ('not' in filter) return not(passes(filter.not, row))
  if ('contains' in filter && columnType(filter.column) === 'text[]') return listed(filter, row)
  if ('constant' in filter) return filter.constant
  if ('from' in filter) return between(filter, row)
  if ('sessions' in filter) return ofSessions(filter, row)
  if ('pattern' in filter) return patternFound(filter, row)
  if ('is' in filter && columnType(filter.column) === 'text[]') return someMember(filter, row)
  const text = urlDecoded(textAt(row, filter), 'is' in filter ? filter.decoded : undefined)
  if ('present' in filter) return sure((text !== undefined) === filter.present)
  if (text === undefined && filter.missing === 'no') return 'no'
  if ('contains' in filter)
    return text === undefined ? 'unknown' : sure(text.includes(filter.contains))
  const constraint = worded(filter)
  if (text === undefined) return acceptsMissing(constraint)
  return accepts(constraint, filter.ignoreCase === true ? lower(text) : text)
}

/** A condition on a text that is not there is unknown, but for one that every text meets. */
const orFalse = (missing: 'unknown' | 'no', condition: Sql, text: Sql): Sql => {
  if (missing === 'unknown') return condition
  return condition === EVERY_TEXT ? sql`(${text} IS NOT NULL)` : sql`coalesce(${condition}, false)`
}

/** Whether only whole keys are accepted: then no key that is masked is, and it need not be told apart. */
const ofWholeKeys = ({ column, is, missing }: Is): boolean =>
  column === 'access_key_id' &&
  missing === 'no' &&
  Object.keys(is).join() === 'Equals' &&
  is.Equals?.some(isMaskedKey) === false

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
  if ('from' in filter) return betweenSql(filter)
  if ('sessions' in filter) return ofSessionsSql(filter)
  if ('contains' in filter && columnType(filter.column) === 'text[]') return listedSql(filter)
  if ('pattern' in filter) return patternSql(filter)
  if ('is' in filter && columnType(filter.column) === 'text[]') return someMemberSql(filter)
  if ('is' in filter && ofWholeKeys(filter))
    return sql`coalesce(${acceptsSql(filter.is, identifier(filter.column))}, false)`
  const text = urlDecodedSql(textSql(filter), 'is' in filter ? filter.decoded : undefined)
  if ('present' in filter)
    return filter.present ? sql`(${text} IS NOT NULL)` : sql`(${text} IS NULL)`
  if ('contains' in filter)
    return orFalse(filter.missing, sql`contains(${text}, ${filter.contains})`, text)
  const folded = filter.ignoreCase === true ? lowerSql(text) : text
  return orFalse(filter.missing, acceptsSql(worded(filter), folded), text)
}
