import { join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../../model/time.ts'
import { CLOCKS } from './fits.ts'

/** A session by principal id and creation time. */
export interface WantedSession {
  readonly principalId: string
  readonly createdAt: Instant
}

/** Rows to be looked for in one go: what is new since the last. */
export interface Wanted {
  /** Who bears these keys, and which calls issued them. */
  readonly keys: Set<string>
  readonly sessions: Map<string, WantedSession>
  /** Every key and session of these principals. */
  readonly principals: Set<string>
  readonly arns: Set<string>
  /** What these handed out. */
  readonly downKeys: Set<string>
  readonly downPrincipals: Set<string>
}

export const nothing = (): Wanted => ({
  keys: new Set(),
  sessions: new Map(),
  principals: new Set(),
  arns: new Set(),
  downKeys: new Set(),
  downPrincipals: new Set(),
})

export const isNothing = (w: Wanted): boolean => Object.values(w).every((part) => part.size === 0)

export const sizeOf = (w: Wanted): number => Object.values(w).reduce((n, part) => n + part.size, 0)

const SPREAD = CLOCKS * SECOND
/** The longest session there is (R13). */
const LONGEST = 36 * HOUR
const TOKEN = 15 * MINUTE

const between = (from: Instant, to: Instant): Sql =>
  sql`event_time BETWEEN make_timestamp(${from}) AND make_timestamp(${to})`

const any = (conditions: readonly Sql[]): Sql | undefined =>
  conditions.length === 0 ? undefined : sql`(${join(conditions, ' OR ')})`

const when = (set: ReadonlySet<string>, make: (values: string[]) => Sql): Sql[] =>
  set.size === 0 ? [] : [make([...set])]

const extent = (sessions: readonly WantedSession[]): readonly [Instant, Instant] => {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { createdAt } of sessions) {
    from = Math.min(from, createdAt)
    to = Math.max(to, createdAt)
  }
  return [from, to]
}

const sessionTest = (sessions: readonly WantedSession[]): Sql => {
  const [from, to] = extent(sessions)
  const ids = [...new Set(sessions.map((s) => s.principalId))]
  return sql`(${oneOf(sql`principal_id`, ids)}
    AND session_created_at BETWEEN make_timestamp(${from}) AND make_timestamp(${to})
    AND (event_time IS NULL OR ${between(from - SPREAD, to + LONGEST)}))`
}

/** Rows of the credentials that are wanted; undefined where none are. */
export const usesWanted = (w: Wanted): Sql | undefined =>
  any([
    ...when(w.keys, (keys) => oneOf(sql`access_key_id`, keys)),
    ...(w.sessions.size === 0 ? [] : [sessionTest([...w.sessions.values()])]),
    ...when(w.principals, (ids) => oneOf(sql`principal_id`, ids)),
    ...when(w.arns, (arns) => oneOf(sql`lower(identity_arn)`, arns)),
  ])

/** Calls that may have issued these sessions: near in time, or by the same principal a little before. */
const issuedThen = (sessions: readonly WantedSession[]): Sql[] => {
  if (sessions.length === 0) return []
  const ids = [...new Set(sessions.map((s) => s.principalId))]
  const [from, to] = extent(sessions)
  const seconds = [...new Set(sessions.map((s) => Math.floor(s.createdAt / SECOND) * SECOND))]
  const near =
    seconds.length > 50
      ? [between(from - SPREAD, to + SPREAD)]
      : seconds.map((at) => between(at - SPREAD, at + SPREAD))
  return [
    ...near,
    sql`(${oneOf(sql`principal_id`, ids)}
      AND event_name IN ('GetSigninToken', 'ConsoleLogin', 'SwitchRole')
      AND ${between(from - TOKEN - SPREAD, to + SPREAD)})`,
  ]
}

/** Rows of the calls that issued what is wanted, and of those that it made itself. */
export const issuesWanted = (w: Wanted, keysInUse: ReadonlySet<string>): Sql | undefined =>
  any([
    ...when(new Set([...w.keys, ...keysInUse]), (keys) => oneOf(sql`issued_key_id`, keys)),
    ...when(new Set([...w.keys, ...keysInUse]), (keys) => oneOf(sql`created_key_id`, keys)),
    ...issuedThen([...w.sessions.values()]),
    ...when(w.downKeys, (keys) => oneOf(sql`access_key_id`, keys)),
    ...when(w.downPrincipals, (ids) => oneOf(sql`principal_id`, ids)),
  ])
