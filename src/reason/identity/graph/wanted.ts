import { join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../../model/time.ts'
import { CLOCKS } from './fits.ts'

/** Sessions of a principal that were created in this time, both ends included. */
export interface Window {
  readonly principalId: string
  readonly from: Instant
  readonly to: Instant
}

/** Rows to be looked for in one go. */
export interface Wanted {
  /** Who bears these keys, and which calls issued them. */
  readonly keys: ReadonlySet<string>
  readonly windows: readonly Window[]
  /** Every key and session of these principals. */
  readonly principals: ReadonlySet<string>
  readonly arns: ReadonlySet<string>
  /** What these handed out. */
  readonly downKeys: ReadonlySet<string>
  readonly downWindows: readonly Window[]
  readonly downPrincipals: ReadonlySet<string>
}

const SPREAD = CLOCKS * SECOND
/** The longest session there is (R13). */
const LONGEST = 36 * HOUR
const TOKEN = 15 * MINUTE

/** More conditions than this cost more than the rows that they spare. */
const FEW = 50

const between = (column: Sql, from: Instant, to: Instant): Sql =>
  sql`${column} BETWEEN make_timestamp(${from}) AND make_timestamp(${to})`

const any = (conditions: readonly Sql[]): Sql | undefined =>
  conditions.length === 0 ? undefined : sql`(${join(conditions, ' OR ')})`

const when = (set: ReadonlySet<string>, column: Sql): Sql[] =>
  set.size === 0 ? [] : [oneOf(column, [...set])]

/** The same windows, or few that hold them all. */
const fewer = (
  windows: readonly Window[],
): readonly { ids: string[]; from: number; to: number }[] => {
  const ids = (some: readonly Window[]) => [...new Set(some.map((w) => w.principalId))]
  if (windows.length <= FEW)
    return windows.map((w) => ({ ids: [w.principalId], from: w.from, to: w.to }))
  const from = windows.reduce((t, w) => Math.min(t, w.from), Number.POSITIVE_INFINITY)
  const to = windows.reduce((t, w) => Math.max(t, w.to), Number.NEGATIVE_INFINITY)
  return [{ ids: ids(windows), from, to }]
}

const principal = sql`principal_id`
const time = sql`event_time`

/** Rows of the credentials that are wanted; undefined where none are. */
export const usesWanted = (w: Wanted): Sql | undefined =>
  any([
    ...when(w.keys, sql`access_key_id`),
    ...fewer(w.windows).map(
      ({ ids, from, to }) => sql`(${oneOf(principal, ids)}
        AND ${between(sql`session_created_at`, from, to)}
        AND (event_time IS NULL OR ${between(time, from - SPREAD, to + LONGEST)}))`,
    ),
    ...when(w.principals, principal),
    ...when(w.arns, sql`lower(identity_arn)`),
  ])

/** Calls that may have issued sessions: near in time, or by the same principal a little before. */
const issuedThen = (windows: readonly Window[]): Sql[] =>
  fewer(windows).flatMap(({ ids, from, to }) => [
    between(time, from - SPREAD, to + SPREAD),
    sql`(${oneOf(principal, ids)}
      AND event_name IN ('GetSigninToken', 'ConsoleLogin', 'SwitchRole')
      AND ${between(time, from - TOKEN - SPREAD, to + SPREAD)})`,
  ])

/** Rows of the calls that issued what is wanted, and of those that it made itself; `keysInUse` were just found. */
export const issuesWanted = (
  w: Wanted,
  found: Pick<Wanted, 'keys' | 'windows'>,
): Sql | undefined => {
  const keys = new Set([...w.keys, ...found.keys])
  return any([
    ...when(keys, sql`issued_key_id`),
    ...when(keys, sql`created_key_id`),
    ...issuedThen([...w.windows.filter((x) => x.from === x.to), ...found.windows]),
    ...when(w.downKeys, sql`access_key_id`),
    ...fewer(w.downWindows).map(
      ({ ids, from, to }) =>
        sql`(${oneOf(principal, ids)} AND ${between(time, from - SPREAD, to + LONGEST)})`,
    ),
    ...when(w.downPrincipals, principal),
  ])
}
