import { ALL, NAME, namedWhere } from '../../engine/few-rows.ts'
import { join, oneOf, type Query, type Row, type Sql, sql } from '../../engine/sql.ts'
import type { Filter } from '../../model/scope.ts'
import type { Instant } from '../../model/time.ts'
import { type Coarse, ledBy } from './alternatives.ts'
import type { Closure } from './closure.ts'
import { actsAs, identityFilter, notElse } from './filter.ts'
import { BY_OUTSIDERS, madeCalls } from './issuing.ts'
import { isMaskedKey } from './masked.ts'
import { andThen, holds, rowsWhere, type Where } from './rows-where.ts'
import { issuedColumns, MAX_TRACES, type Trace } from './steps.ts'
import { switchedBy } from './switched.ts'

export interface HiddenSources {
  readonly query: Query
  readonly compile: (filter: Filter) => Sql
  readonly coarse: Coarse
  readonly until: Instant
  /** No more calls than this are read (default: `MAX_TRACES`); beyond it the closure says that it is not whole. */
  readonly mostHidden?: number | undefined
}

/** Issuing calls that are found by something other than who made them. */
export interface HiddenCalls {
  /** Surely made by one of the closure. */
  readonly sure: readonly Trace[]
  /** Made by nobody who is known, and perhaps by one of the closure. */
  readonly perhaps: readonly Trace[]
  /** There are more than were read: the closure is not whole. */
  readonly isCut: boolean
}

const NONE: HiddenCalls = { sure: [], perhaps: [], isCut: false }

const handsOut = oneOf(sql`event_name`, madeCalls)
const otherName = sql`event_name NOT IN (${join(
  BY_OUTSIDERS.map((name) => sql`${name}`),
  ', ',
)}, 'SwitchRole')`
const switches = sql`event_name = 'SwitchRole'`

/**
 * Conditions by which such rows are near: each way in which one of the closure may show himself without a key that is
 * known to be his, and any switch.
 */
const nearly = (may: readonly Where[], from: Filter | undefined, { keys }: Closure): Where[] => [
  ...may.map((way) =>
    andThen(
      way,
      sql`(${handsOut} OR (issued_key_id IS NOT NULL AND ${otherName}))
    AND (${oneOf(
      sql`access_key_id`,
      keys.map((k) => k.id),
    )}) IS NOT TRUE`,
    ),
  ),
  ...(from === undefined ? [] : [holds('event_name', ['SwitchRole'])]),
]

/** Keys of which some record says who was given them, and calls of which another copy says who made them (R14). */
const accountedFor = async (
  rows: readonly Row[],
  closure: Closure,
  { query, compile }: HiddenSources,
): Promise<ReadonlySet<unknown>> => {
  const texts = (name: string): string[] =>
    rows.flatMap((r) => {
      const text = r[name]
      return typeof text === 'string' && !isMaskedKey(text) ? [text] : []
    })
  const shared = rows.flatMap((r) => (typeof r.sharedId === 'string' ? [r.sharedId] : []))
  const near = [
    holds('issued_key_id', texts('issuedKey')),
    holds('created_key_id', texts('createdKey')),
    oneOf(sql`shared_event_id`, shared),
  ]
  const his = await query(sql`
    SELECT DISTINCT issued_key_id AS issued, created_key_id AS created, shared_event_id AS shared
    FROM (${rowsWhere(near)})
    WHERE ${compile(identityFilter(closure))} IS NOT NULL AND outcome = 'success'
      AND NOT ${switches} AND identity_type IS DISTINCT FROM 'AWSService'
    LIMIT ${4 * MAX_TRACES}`)
  const keys = his.flatMap((r) => [r.issued, r.created])
  return new Set([
    ...keys.filter((id) => typeof id === 'string' && !isMaskedKey(id)),
    ...his.flatMap((r) => r.shared ?? []),
  ])
}

const isAccountedFor = (row: Row, known: ReadonlySet<unknown>): boolean =>
  known.has(row.issuedKey) || known.has(row.createdKey) || known.has(row.sharedId)

/** The first look, over columns that are cheap to read: as a rule there is no such row, or few that can be named. */
const nearRows = async (conditions: readonly Where[], query: Query): Promise<Sql | undefined> => {
  const rows = rowsWhere(conditions, sql`${NAME} outcome`)
  const named = await namedWhere(
    query,
    sql`SELECT ${NAME} FROM (${rows}) WHERE outcome = 'success'`,
  )
  return named === ALL ? rowsWhere(conditions) : named && rowsWhere([named])
}

/**
 * Successful issuing calls whose caller the record hides, masks or lacks and who may be of the closure (R14), and
 * switches of roles, which name whom they came from (facts/aws.md 6.1). One look at the lake as a rule.
 */
export const hiddenCalls = async (
  closure: Closure,
  sources: HiddenSources,
): Promise<HiddenCalls> => {
  const { query, compile, coarse, until, mostHidden = MAX_TRACES } = sources
  const may = notElse(closure)
  const from = switchedBy(closure)
  const isFrom = (filter: Filter | undefined) =>
    filter === undefined ? sql`false` : compile(filter)
  const conditions = nearly(ledBy(may, coarse), from?.any, closure)
  const near = await nearRows(conditions, query)
  if (near === undefined) return NONE
  const rows = await query(sql`
    SELECT * FROM (
      SELECT
        coalesce(${switches} AND ${isFrom(from?.sure)}, false) AS "isHis",
        principal_id AS "principalId", identity_arn AS "arn", issuer_arn AS "issuerArn",
        issuer_id AS "issuerId", identity_account_id AS "account",
        shared_event_id AS "sharedId", event_id AS "eventId", epoch_us(event_time) AS "first",
        ${issuedColumns}
      FROM (${near})
      WHERE outcome = 'success'
        AND (event_time IS NULL OR event_time < make_timestamp(${until}))
        AND NOT coalesce(${compile(actsAs({ ...closure, switches: [] }))}, false)
        AND (CASE WHEN ${switches} THEN ${isFrom(from?.any)} ELSE ${compile(may)} END) IS NOT FALSE)
    ORDER BY "eventId", "recipient"
    LIMIT ${mostHidden + 1}`)
  if (rows.length === 0) return NONE
  const sure = rows.filter((r) => r.isHis === true)
  const own = new Set(closure.keys.map((k) => k.id))
  const isOwn = (key: unknown) => typeof key === 'string' && own.has(key)
  const unsure = rows.filter((r) => r.isHis !== true && !isOwn(r.issuedKey) && !isOwn(r.createdKey))
  const known = unsure.length === 0 ? new Set() : await accountedFor(unsure, closure, sources)
  return {
    sure: sure.map(asTrace),
    perhaps: unsure.filter((r) => !isAccountedFor(r, known)).map(asTrace),
    isCut: rows.length > mostHidden,
  }
}

/** As if one of the closure had made the call. */
const asTrace = (row: Row): Trace =>
  ({ ...row, acts: true, key: null, createdAt: null }) as unknown as Trace
