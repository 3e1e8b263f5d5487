import { identifier, join, type Query, type Row, type Sql, sql } from '../../engine/sql.ts'
import type { Scope } from '../../model/scope.ts'
import type { Instant, Interval } from '../../model/time.ts'
import { scopeSql } from './filter/scope.ts'
import { shownColumns } from './shown.ts'

/** What is looked for in one part: what is a yes, and the lesser calls beside it. */
export interface Sought {
  readonly find: Scope
  readonly attempts: Scope | undefined
}

/** Events of one kind: how many, from when to when, in how many accounts, and the first of them as rows. */
export interface Found {
  readonly count: number
  readonly first: Instant | null
  readonly last: Instant | null
  readonly accounts: number
  readonly rows: readonly Row[]
}

const kinds = ['found', 'attempts', 'candidates'] as const
type Kind = (typeof kinds)[number]

/** `candidates` may match: something is missing in their record (R7). */
export type PartFound = Readonly<Record<Kind, Found>>

const NOTHING: Scope = { boxes: [] }

/** One action is counted once: copies in two accounts share an id, an addendum names its original (R20). */
const ACTION = sql`coalesce(
  shared_event_id, json_extract_string(addendum, '$.originalEventID'), event_id, content_hash)`

const inTime = ({ from, to }: Interval): Sql =>
  sql`(event_time IS NULL
    OR (event_time >= make_timestamp(${from}) AND event_time < make_timestamp(${to})))`

const column = (kind: Kind | 'scope' | 'tried', i: number): Sql => identifier(`${kind}_${i}`)

const matched = ({ find, attempts }: Sought, i: number): Sql =>
  sql`${scopeSql(find)} AS ${column('scope', i)},
    ${scopeSql(attempts ?? NOTHING)} AS ${column('tried', i)}`

const sorted = (_: Sought, i: number): Sql => {
  const scope = column('scope', i)
  return sql`coalesce(${scope} AND event_time IS NOT NULL, false) AS ${column('found', i)},
    coalesce(${column('tried', i)} AND NOT ${scope} AND event_time IS NOT NULL, false) AS ${column('attempts', i)},
    (${scope} IS NULL OR (${scope} AND event_time IS NULL)) AS ${column('candidates', i)}`
}

/** For each part one column a kind. An event without a time is at most a candidate. */
const judged = (parts: readonly Sought[], window: Interval): Sql => sql`
  SELECT *, ${join(parts.map(sorted), ', ')}
  FROM (SELECT *, ${join(parts.map(matched), ', ')} FROM events WHERE ${inTime(window)})`

const count = (kind: Kind, i: number): Sql => {
  const is = column(kind, i)
  const named = (what: string) => identifier(`${kind}_${i}_${what}`)
  return sql`count(DISTINCT ${ACTION}) FILTER (WHERE ${is}) AS ${named('count')},
    count(DISTINCT account) FILTER (WHERE ${is}) AS ${named('accounts')},
    epoch_us(min(event_time) FILTER (WHERE ${is})) AS ${named('first')},
    epoch_us(max(event_time) FILTER (WHERE ${is})) AS ${named('last')}`
}

const each = <T>(parts: readonly Sought[], make: (kind: Kind, i: number) => T): T[] =>
  parts.flatMap((_, i) => kinds.map((kind) => make(kind, i)))

const counts = (query: Query, parts: readonly Sought[], window: Interval) =>
  query(sql`SELECT ${join(each(parts, count), ', ')} FROM (${judged(parts, window)})`)

const numberAt = (row: Row | undefined, name: string): number | null => {
  const value = row?.[name]
  return typeof value === 'number' ? value : null
}

const SHOWN = join(shownColumns.map(identifier), ', ')

/** The first rows of each kind, by time, in one query. */
const samples = async (
  query: Query,
  parts: readonly Sought[],
  window: Interval,
  wanted: readonly (readonly [Kind, number])[],
  limit: number,
): Promise<readonly Row[]> => {
  if (wanted.length === 0 || limit === 0) return []
  const selects = wanted.map(
    ([kind, i]) => sql`(SELECT ${`${kind}_${i}`} AS sample, ${SHOWN} FROM judged
      WHERE ${column(kind, i)} ORDER BY event_time, event_id, account LIMIT ${limit})`,
  )
  return query(sql`WITH judged AS (${judged(parts, window)}) ${join(selects, ' UNION ALL ')}`)
}

const byTime = (a: Row, b: Row): number =>
  Number(a.event_time ?? 0) - Number(b.event_time ?? 0) ||
  (String(a.event_id) < String(b.event_id) ? -1 : 1)

/** Everything that questions look for, in two scans: how much there is, and where there is something, the first of it. */
export const search = async (
  query: Query,
  parts: readonly Sought[],
  window: Interval,
  limit: number,
): Promise<PartFound[]> => {
  const [totals] = await counts(query, parts, window)
  const at = (kind: Kind, i: number, what: string) => numberAt(totals, `${kind}_${i}_${what}`)
  const wanted = each(parts, (kind, i) => [kind, i] as const).filter(
    ([kind, i]) => (at(kind, i, 'count') ?? 0) > 0,
  )
  const rows = await samples(query, parts, window, wanted, limit)
  const found = (kind: Kind, i: number): Found => ({
    count: at(kind, i, 'count') ?? 0,
    first: at(kind, i, 'first'),
    last: at(kind, i, 'last'),
    accounts: at(kind, i, 'accounts') ?? 0,
    rows: rows.filter((r) => r.sample === `${kind}_${i}`).sort(byTime),
  })
  return parts.map((_, i) => ({
    found: found('found', i),
    attempts: found('attempts', i),
    candidates: found('candidates', i),
  }))
}
