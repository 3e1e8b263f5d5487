import { integers, join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import { issuingNames, TOKEN } from '../../../model/catalogue/issuing.ts'
import { intervals } from '../../../model/intervals.ts'
import type { NamingColumn } from '../../../model/lake.ts'
import { type Instant, SECOND } from '../../../model/time.ts'
import { CLOCKS, LONGEST_SESSION } from '../clocks.ts'
import { issuingFields } from '../fields.ts'
import { isLasting, isTemporary } from '../key-kind.ts'
import { alsoMeets, holds, type Led, type Where } from '../rows-where.ts'
import { RENAMING } from './columns.ts'

/** A time, both ends included. */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** Sessions of a principal that were created in this time. */
export interface Window extends Span {
  readonly principalId: string
}

/** Rows to be looked for in one go. */
export interface Wanted {
  /** Who bears these keys, and which calls issued them. */
  readonly keys: ReadonlySet<string>
  /** The only time at which some of the keys can have been in use. */
  readonly seen: ReadonlyMap<string, Span>
  readonly windows: readonly Window[]
  /** Every key and session of these principals. */
  readonly principals: ReadonlySet<string>
  readonly arns: ReadonlySet<string>
  /** What these handed out. */
  readonly downKeys: ReadonlySet<string>
  readonly downWindows: readonly Window[]
  readonly downPrincipals: ReadonlySet<string>
  /** Users by account and name, and those for whom calls made keys. */
  readonly users: ReadonlySet<string>
  readonly downUsers: ReadonlySet<string>
  /** Calls that gave users other names. */
  readonly renames: boolean
}

const SPREAD = CLOCKS * SECOND
/** More conditions than this cost more than the rows that they spare. */
const FEW = 50

const between = (column: Sql, from: Instant, to: Instant): Sql =>
  sql`${column} BETWEEN make_timestamp(${from}) AND make_timestamp(${to})`

const when = (set: ReadonlySet<string>, column: Sql): Sql[] =>
  set.size === 0 ? [] : [oneOf(column, [...set])]

const whenHeld = (set: ReadonlySet<string>, column: NamingColumn): Led[] =>
  set.size === 0 ? [] : [holds(column, [...set])]

/** Rows in which a column holds one of some keys: of those that were seen in use, within one longest session of that. */
const ofKeys = (
  column: NamingColumn,
  keys: readonly string[],
  seen: ReadonlyMap<string, Span>,
): Where[] => {
  const spans = keys.flatMap((key) => seen.get(key) ?? [])
  const from = spans.reduce((t, s) => Math.min(t, s.from), Number.POSITIVE_INFINITY)
  const to = spans.reduce((t, s) => Math.max(t, s.to), Number.NEGATIVE_INFINITY)
  const then = between(time, from - LONGEST_SESSION, to + LONGEST_SESSION)
  const short = whenHeld(new Set(keys.filter((key) => seen.has(key))), column)
  const others = whenHeld(new Set(keys.filter((key) => !seen.has(key))), column)
  return [...short.map((is) => alsoMeets(is, then)), ...others]
}

const principal = sql`principal_id`
const time = sql`event_time`
const created = sql`session_created_at`

/** More seconds than this are not listed. */
const MOST_SECONDS = 20_000

const unionOf = (spans: readonly Span[]): readonly Span[] =>
  intervals(spans.map(({ from, to }) => ({ from, to: to + 1 }))).map(({ from, to }) => ({
    from,
    to: to - 1,
  }))

/** The seconds in which some spans lie, unless they are too many. */
const secondsOf = (spans: readonly Span[]): number[] | undefined => {
  const ends = spans.map(({ from, to }) => [Math.floor(from / SECOND), Math.floor(to / SECOND)])
  const many = ends.reduce((sum, [from = 0, to = 0]) => sum + to - from + 1, 0)
  return many > MOST_SECONDS
    ? undefined
    : ends.flatMap(([from = 0, to = 0]) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      )
}

/** Within the first and the last of some windows, moved by so much, and window by window unless they are many. */
const inTime = (
  windows: readonly Window[],
  column: Sql,
  [before, after]: readonly [number, number],
): Sql => {
  const from = windows.reduce((t, w) => Math.min(t, w.from), Number.POSITIVE_INFINITY)
  const to = windows.reduce((t, w) => Math.max(t, w.to), Number.NEGATIVE_INFINITY)
  const all = between(column, from - before, to + after)
  const spans = unionOf(windows.map((w) => ({ from: w.from - before, to: w.to + after })))
  const seconds = spans.length > FEW ? secondsOf(spans) : undefined
  if (seconds !== undefined)
    return sql`${all} AND CAST(floor(epoch(${column})) AS BIGINT) IN (${integers(seconds)})`
  if (spans.length === 1 || spans.length > FEW) return all
  return sql`${all} AND (${join(
    spans.map((w) => between(column, w.from, w.to)),
    ' OR ',
  )})`
}

/** Rows of the principals of some windows in their time. */
const ofPrincipals = (
  windows: readonly Window[],
  column: Sql,
  moved: readonly [number, number],
): Where[] => {
  if (windows.length === 0) return []
  const [before, after] = moved
  const ids = [...new Set(windows.map((w) => w.principalId))]
  const each = windows.map(
    (w) =>
      sql`(${principal} = ${w.principalId} AND ${between(column, w.from - before, w.to + after)})`,
  )
  const rest = windows.length > FEW || windows.length === 1 ? undefined : join(each, ' OR ')
  return [alsoMeets(holds('principal_id', ids, rest), inTime(windows, column, moved))]
}

/** `userKey` of the bearer of a row, and of the user whom a call names. */
const bearer = sql`concat(split_part(identity_arn, ':', 5), '/', lower(split_part(identity_arn, '/', -1)))`
const named = sql`concat(account, '/', lower(${issuingFields.userName}))`

const ofUsers = (users: ReadonlySet<string>): Sql[] =>
  when(users, bearer).map((is) => sql`contains(identity_arn, ':user/') AND ${is}`)

const forUsers = (users: ReadonlySet<string>): Sql[] =>
  when(users, named).map((is) => sql`created_key_id IS NOT NULL AND ${is}`)

/** Rows of the credentials that are wanted, as alternatives. */
export const usesWanted = (w: Wanted): readonly Where[] => [
  ...ofKeys('access_key_id', [...w.keys], w.seen),
  ...ofPrincipals(w.windows, created, [0, 0]),
  ...whenHeld(w.principals, 'principal_id'),
  ...when(w.arns, sql`lower(identity_arn)`),
  ...ofUsers(w.users),
]

const opensConsole = oneOf(
  sql`event_name`,
  issuingNames((c) => c.makes === 'console-session' && c.byTime),
)

const issuedId = issuingFields.issuedId

/** Calls that may have issued sessions: near in time, or by the same principal a little before. */
const issuedThen = (windows: readonly Window[]): Where[] => {
  if (windows.length === 0) return []
  const ids = [...new Set(windows.map((w) => w.principalId))]
  return [
    {
      lead: inTime(windows, time, [SPREAD, SPREAD]),
      rest: sql`(${issuedId} IS NULL OR ${issuedId} IN (${join(
        ids.map((id) => sql`${id}`),
        ', ',
      )}))`,
    },
    ...ofPrincipals(windows, time, [TOKEN + SPREAD, SPREAD]).map((is) =>
      alsoMeets(is, opensConsole),
    ),
  ]
}

/** Calls that gave out sessions of these ARNs, whether they were used or not: a console may have switched from each. */
const ofSessions = (arns: ReadonlySet<string>): Sql[] =>
  when(
    new Set([...arns].filter((arn) => arn.includes(':assumed-role/'))),
    sql`lower(${issuingFields.issuedArn})`,
  ).map((is) => sql`issued_key_id IS NOT NULL AND ${is}`)

/** Rows of the calls that issued what is wanted, and of those that it made itself; the keys of `found` are in use. */
export const issuesWanted = (
  w: Wanted,
  found: Pick<Wanted, 'keys' | 'seen' | 'windows'>,
): readonly Where[] => {
  const keys = [...new Set([...w.keys, ...found.keys])]
  const seen = new Map([...found.seen, ...w.seen])
  return [
    // By its first letters a key tells which kind of call gave it out (facts/aws.md 2).
    ...ofKeys(
      'issued_key_id',
      keys.filter((key) => !isLasting(key)),
      seen,
    ),
    ...whenHeld(new Set(keys.filter((key) => !isTemporary(key))), 'created_key_id'),
    ...issuedThen([...w.windows.filter((x) => x.from === x.to), ...found.windows]),
    ...ofSessions(w.arns),
    ...whenHeld(w.downKeys, 'access_key_id'),
    ...ofPrincipals(w.downWindows, time, [SPREAD, LONGEST_SESSION]),
    ...whenHeld(w.downPrincipals, 'principal_id'),
    ...forUsers(w.downUsers),
    ...(w.renames ? [holds('event_name', [RENAMING])] : []),
  ]
}
