import { ALL, FEW, NAME, namedWhere } from '../../engine/few-rows.ts'
import { eventsHolding, type Held } from '../../engine/holding.ts'
import { identifier, join, type Query, type Row, type Sql, sql } from '../../engine/sql.ts'
import type { Filter, Scope } from '../../model/scope.ts'
import type { Instant, Interval } from '../../model/time.ts'
import { ledBy } from '../identity/alternatives.ts'
import {
  alsoMeets,
  among,
  andThen,
  columnsIn,
  EVERY_ROW,
  rowsWhere,
} from '../identity/rows-where.ts'
import { coarseFilter, coarseSql, isOfKeys, onlyEquals } from './filter/coarse.ts'
import { passesSql } from './filter/condition.ts'
import { inTime } from './filter/in-time.ts'
import { scopeSql } from './filter/scope.ts'
import { ACTION, idOf, SHOWN, withShown } from './shown-rows.ts'

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
  /** All of them with what tells them apart, and where they came from if it is asked who; none where they are too many. */
  readonly all: readonly Row[]
}

const kinds = ['found', 'attempts', 'candidates'] as const
type Kind = (typeof kinds)[number]

/** `candidates` may match: something is missing in their record (R7). */
export type PartFound = Readonly<Record<Kind, Found>>

/** The work of planning grows faster than the parts do: more than so many are put in several queries, to named rows. */
const FEW_PARTS = 10

/** What tells and orders events: little beside the columns that are shown. */
const KEYS = sql`event_time, event_id, account, object_id, record_offset`

/** Where a call came from is told of those who are asked about. */
const keysFor = (who: Filter | undefined): Sql =>
  who === undefined ? KEYS : sql`${KEYS}, source_ip_address`

const column = (name: 'scope' | 'tried', i: number): Sql => identifier(`${name}_${i}`)

const scopesOf = (parts: readonly Sought[]): Scope[] =>
  parts.flatMap((p) => [p.find, ...(p.attempts === undefined ? [] : [p.attempts])])

/** Events that may be of interest, by what is cheap to read. */
const near = (parts: readonly Sought[], window: Interval): Sql =>
  sql`${inTime(window)} AND ${coarseSql(scopesOf(parts))}`

/** The names of events that parts look for, where each is told by its name. */
const eventNames = (parts: readonly Sought[]): Held | undefined => {
  const names = scopesOf(parts)
    .flatMap((s) => s.boxes)
    .map(({ fields }) => onlyEquals(fields.eventName ?? {}))
  return names.some((n) => n === undefined)
    ? undefined
    : { column: 'event_name', texts: [...new Set(names.flatMap((n) => n ?? []))], orMissing: 'any' }
}

/** The names of those events; where it is asked about somebody, of each way in which he shows himself in turn. */
const namesOf = (parts: readonly Sought[], who: Filter | undefined, window: Interval): Sql => {
  const near = coarseSql(scopesOf(parts), who)
  const ways = who === undefined ? [sql`true`] : ledBy(who, coarseFilter)
  const held = eventNames(parts)
  return rowsWhere(
    ways.map((way) => andThen(alsoMeets(among(way, held), inTime(window)), near)),
    NAME,
  )
}

/** Each of some events with what it is to each part. Who is asked about is worked out once. */
const judged = (
  parts: readonly Sought[],
  who: Filter | undefined,
  where: Sql,
  first = 0,
): ((columns: Sql) => Sql) => {
  const shared = new Map(who === undefined ? [] : [[who, sql`who`]])
  const columns = parts.flatMap(({ find, attempts }, i) => [
    sql`${scopeSql(find, shared)} AS ${column('scope', first + i)}`,
    sql`${attempts === undefined ? sql`false` : scopeSql(attempts, shared)} AS ${column('tried', first + i)}`,
  ])
  const asked = who === undefined ? sql`true` : passesSql(who)
  return (shown) => sql`
    SELECT ${shown}, ${ACTION} AS action, ${join(columns, ', ')}
    FROM (
      SELECT ${columnsIn(sql`${shown} ${ACTION} ${join(columns, ' ')}`)}, ${asked} AS who
      FROM ${eventsHolding(eventNames(parts))}
      WHERE ${where})
    WHERE who IS NOT FALSE
    LIMIT ${EVERY_ROW}`
}

/** An event without a time is at most a candidate. */
const isOf: Readonly<Record<Kind, (i: number) => Sql>> = {
  found: (i) => sql`(${column('scope', i)} AND event_time IS NOT NULL)`,
  attempts: (i) =>
    sql`(${column('tried', i)} AND NOT ${column('scope', i)} AND event_time IS NOT NULL)`,
  candidates: (i) =>
    sql`(${column('scope', i)} IS NULL OR (${column('scope', i)} AND event_time IS NULL))`,
}

const kindOf = (row: Row, i: number): Kind | undefined => {
  const scope = row[`scope_${i}`]
  const timed = row.event_time !== null
  if (scope === null || (scope === true && !timed)) return 'candidates'
  if (scope === true) return 'found'
  return row[`tried_${i}`] === true && timed ? 'attempts' : undefined
}

const NONE: Found = { count: 0, first: null, last: null, accounts: 0, rows: [], all: [] }

const counted = (rows: readonly Row[], limit: number): Found => {
  const times = rows.flatMap((r) => (typeof r.event_time === 'number' ? [r.event_time] : []))
  return {
    count: new Set(rows.map((r) => r.action)).size,
    first: times.at(0) ?? null,
    last: times.at(-1) ?? null,
    accounts: new Set(rows.map((r) => r.account)).size,
    rows: rows.slice(0, limit),
    all: rows,
  }
}

const each = <T>(parts: readonly Sought[], make: (kind: Kind, i: number) => T): T[] =>
  parts.flatMap((_, i) => kinds.map((kind) => make(kind, i)))

/** The rows of every kind, by time, up to a number, without what is shown of them. */
const rowsOf = (query: Query, parts: readonly Sought[], from: Sql) => {
  const wanted = each(parts, (kind, i) => isOf[kind](i))
  return query(sql`
    SELECT *
    FROM (${from})
    WHERE ${join(wanted, ' OR ')}
    ORDER BY event_time, event_id, account
    LIMIT ${FEW + 1}`)
}

/** Named rows are few: all are brought, and what they are to the parts in several queries. */
const namedRows = async (
  query: Query,
  parts: readonly Sought[],
  who: Filter | undefined,
  where: Sql,
): Promise<readonly Row[]> => {
  const rows = new Map<string, Row>()
  for (let i = 0; i < parts.length; i += FEW_PARTS) {
    const from = judged(parts.slice(i, i + FEW_PARTS), who, where, i)
    for (const row of await query(from(keysFor(who)))) {
      const id = idOf(row)
      rows.set(id, { ...rows.get(id), ...row })
    }
  }
  return [...rows.values()]
}

const stats = (kind: Kind, i: number): Sql => {
  const is = isOf[kind](i)
  const named = (what: string) => identifier(`${kind}_${i}_${what}`)
  return sql`count(DISTINCT action) FILTER (WHERE ${is}) AS ${named('count')},
    count(DISTINCT account) FILTER (WHERE ${is}) AS ${named('accounts')},
    epoch_us(min(event_time) FILTER (WHERE ${is})) AS ${named('first')},
    epoch_us(max(event_time) FILTER (WHERE ${is})) AS ${named('last')}`
}

const sample = (kind: Kind, i: number, limit: number): Sql =>
  sql`(SELECT ${`${kind}_${i}`} AS sample, * FROM judged WHERE ${isOf[kind](i)}
    ORDER BY event_time, event_id, account LIMIT ${limit})`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byTime = (a: Row, b: Row): number =>
  Number(a.event_time ?? 0) - Number(b.event_time ?? 0) ||
  compare(String(a.event_id), String(b.event_id)) ||
  compare(String(a.account), String(b.account))

/** Where there is too much to bring here: exact numbers, and the first rows of each kind. */
const inEngine = async (
  query: Query,
  parts: readonly Sought[],
  from: Sql,
  limit: number,
): Promise<PartFound[]> => {
  const [totals] = await query(sql`SELECT ${join(each(parts, stats), ', ')} FROM (${from})`)
  const at = (kind: Kind, i: number, what: string): number | null => {
    const value = totals?.[`${kind}_${i}_${what}`]
    return typeof value === 'number' ? value : null
  }
  const samples = each(parts, (kind, i) => sample(kind, i, limit))
  const rows = await query(sql`WITH judged AS (${from}) ${join(samples, ' UNION ALL ')}`)
  const found = (kind: Kind, i: number): Found => ({
    count: at(kind, i, 'count') ?? 0,
    first: at(kind, i, 'first'),
    last: at(kind, i, 'last'),
    accounts: at(kind, i, 'accounts') ?? 0,
    rows: rows.filter((r) => r.sample === `${kind}_${i}`).sort(byTime),
    all: [],
  })
  return parts.map((_, i) => ({
    found: found('found', i),
    attempts: found('attempts', i),
    candidates: found('candidates', i),
  }))
}

/**
 * Everything that the parts of a question look for, in three queries as a rule: where anything may be, what it is, and
 * what is shown of the first. `who` is the filter that the parts share, `limit` how many rows of each kind are wanted.
 */
export const search = async (
  query: Query,
  parts: readonly Sought[],
  who: Filter | undefined,
  window: Interval,
  limit: number,
): Promise<PartFound[]> => {
  const all = near(parts, window)
  // What is near a key is soon found: a look for where it is would cost as much as what it is.
  const atOnce = parts.length <= FEW_PARTS && isOfKeys(scopesOf(parts))
  const named = atOnce ? ALL : await namedWhere(query, namesOf(parts, who, window))
  if (named === undefined)
    return parts.map(() => ({ found: NONE, attempts: NONE, candidates: NONE }))
  const where = named === ALL ? all : sql`${named} AND ${inTime(window)}`
  const from = judged(parts, who, where)
  const rows =
    named === ALL
      ? await rowsOf(query, parts, from(keysFor(who)))
      : await namedRows(query, parts, who, where)
  if (rows.length > FEW) return inEngine(query, parts, from(SHOWN), limit)
  const timed = [...rows].sort(byTime)
  const found = parts.map((_, i) => {
    const of = (kind: Kind) => timed.filter((row) => kindOf(row, i) === kind)
    const found = of('found')
    const actions = new Set(found.map((row) => row.action))
    return {
      found: counted(found, limit),
      attempts: counted(of('attempts'), limit),
      // The copy for another account, which hides who called, is no riddle where the caller's own copy was found.
      candidates: counted(
        of('candidates').filter((row) => !actions.has(row.action)),
        limit,
      ),
    }
  })
  const shown = await withShown(
    query,
    found.flatMap((p) => kinds.flatMap((kind) => p[kind].rows)),
  )
  const full = (of: Found): Found => ({ ...of, rows: of.rows.map(shown) })
  return found.map((p) => ({
    found: full(p.found),
    attempts: full(p.attempts),
    candidates: full(p.candidates),
  }))
}
