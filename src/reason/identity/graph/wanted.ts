import { join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import { issuingNames, TOKEN } from '../../../model/catalogue/issuing.ts'
import { type Instant, SECOND } from '../../../model/time.ts'
import { CLOCKS, LONGEST_SESSION } from '../clocks.ts'
import { issuingFields } from '../fields.ts'
import { isLasting, isTemporary } from '../key-kind.ts'
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

/** Rows in which a column holds one of some keys: of those that were seen in use, within one longest session of that. */
const ofKeys = (column: Sql, keys: readonly string[], seen: ReadonlyMap<string, Span>): Sql[] => {
  const spans = keys.flatMap((key) => seen.get(key) ?? [])
  const from = spans.reduce((t, s) => Math.min(t, s.from), Number.POSITIVE_INFINITY)
  const to = spans.reduce((t, s) => Math.max(t, s.to), Number.NEGATIVE_INFINITY)
  const then = between(time, from - LONGEST_SESSION, to + LONGEST_SESSION)
  const short = when(new Set(keys.filter((key) => seen.has(key))), column)
  const others = when(new Set(keys.filter((key) => !seen.has(key))), column)
  return [...short.map((is) => sql`${then} AND ${is}`), ...others]
}

const principal = sql`principal_id`
const time = sql`event_time`
const created = sql`session_created_at`

/**
 * Rows of some windows, moved by so much: first what an engine tells from whole files, the time of them all and their
 * principals, then window by window unless they are many.
 */
const inWindows = (
  windows: readonly Window[],
  column: Sql,
  [before, after]: readonly [number, number],
  ofPrincipals: boolean,
): Sql[] => {
  if (windows.length === 0) return []
  const from = windows.reduce((t, w) => Math.min(t, w.from), Number.POSITIVE_INFINITY)
  const to = windows.reduce((t, w) => Math.max(t, w.to), Number.NEGATIVE_INFINITY)
  const ids = [...new Set(windows.map((w) => w.principalId))]
  const then = (w: { readonly from: Instant; readonly to: Instant }) =>
    between(column, w.from - before, w.to + after)
  const each = windows.map((w) =>
    ofPrincipals ? sql`(${principal} = ${w.principalId} AND ${then(w)})` : then(w),
  )
  return [
    sql`${then({ from, to })}${ofPrincipals ? sql` AND ${oneOf(principal, ids)}` : sql``}${
      windows.length > 1 && windows.length <= FEW ? sql` AND (${join(each, ' OR ')})` : sql``
    }`,
  ]
}

/** `userKey` of the bearer of a row, and of the user whom a call names. */
const bearer = sql`concat(split_part(identity_arn, ':', 5), '/', lower(split_part(identity_arn, '/', -1)))`
const named = sql`concat(account, '/', lower(${issuingFields.userName}))`

const ofUsers = (users: ReadonlySet<string>): Sql[] =>
  when(users, bearer).map((is) => sql`contains(identity_arn, ':user/') AND ${is}`)

const forUsers = (users: ReadonlySet<string>): Sql[] =>
  when(users, named).map((is) => sql`created_key_id IS NOT NULL AND ${is}`)

/** Rows of the credentials that are wanted, as alternatives. */
export const usesWanted = (w: Wanted): readonly Sql[] => [
  ...ofKeys(sql`access_key_id`, [...w.keys], w.seen),
  ...inWindows(w.windows, created, [0, 0], true),
  ...when(w.principals, principal),
  ...when(w.arns, sql`lower(identity_arn)`),
  ...ofUsers(w.users),
]

const opensConsole = oneOf(
  sql`event_name`,
  issuingNames((c) => c.makes === 'console-session' && c.byTime),
)

/** Calls that may have issued sessions: near in time, or by the same principal a little before. */
const issuedThen = (windows: readonly Window[]): Sql[] => [
  ...inWindows(windows, time, [SPREAD, SPREAD], false),
  ...inWindows(windows, time, [TOKEN + SPREAD, SPREAD], true).map(
    (is) => sql`${is} AND ${opensConsole}`,
  ),
]

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
): readonly Sql[] => {
  const keys = [...new Set([...w.keys, ...found.keys])]
  const seen = new Map([...found.seen, ...w.seen])
  return [
    // By its first letters a key tells which kind of call gave it out (facts/aws.md 2).
    ...ofKeys(
      sql`issued_key_id`,
      keys.filter((key) => !isLasting(key)),
      seen,
    ),
    ...when(new Set(keys.filter((key) => !isTemporary(key))), sql`created_key_id`),
    ...issuedThen([...w.windows.filter((x) => x.from === x.to), ...found.windows]),
    ...ofSessions(w.arns),
    ...when(w.downKeys, sql`access_key_id`),
    ...inWindows(w.downWindows, time, [SPREAD, LONGEST_SESSION], true),
    ...when(w.downPrincipals, principal),
    ...forUsers(w.downUsers),
    ...(w.renames ? [sql`event_name = ${RENAMING}`] : []),
  ]
}
