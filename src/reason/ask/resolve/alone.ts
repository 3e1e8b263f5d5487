import { type Query, type Row, sql } from '../../../engine/sql.ts'
import type { Filter } from '../../../model/scope.ts'
import type { Interval } from '../../../model/time.ts'
import { parsePrincipalArn } from '../../identity/arn.ts'
import type { Closure } from '../../identity/closure.ts'
import { actsAs } from '../../identity/filter.ts'
import { accountOfKey } from '../../identity/key-account.ts'
import { coarseFilter } from '../filter/coarse.ts'
import { passesSql } from '../filter/condition.ts'
import { inTime } from '../filter/in-time.ts'
import { ACTION } from '../shown-rows.ts'

/** What a question about a key alone leaves out: credentials that derive from it, and what was done with them. */
export interface LeftOut {
  /** Keys that were issued to it or to what it was issued. */
  readonly credentials: number
  readonly accounts: readonly string[]
  /** Calls in the window; a copy in a second account is the same call. */
  readonly calls: number
}

const sessionsOfKey = (query: Query, key: string): Promise<readonly Row[]> =>
  query(sql`
    SELECT DISTINCT principal_id, session_created_at, identity_account_id
    FROM events
    WHERE access_key_id = ${key}`)

/**
 * A key without what derives from it: its own calls, those of its session, and what services did for its user, whose
 * keys no recorded call issued (R12). Nothing has to be known of what it was issued.
 */
export const aloneOf = ({ perhaps: _, ...closure }: Closure, used: readonly Row[]): Closure => {
  const { text } = closure.subject
  const own = closure.keys.filter((k) => k.id === text)
  const accounts = new Set([
    accountOfKey(text),
    ...own.map((k) => parsePrincipalArn(k.bearer ?? '')?.account),
    ...used.map((row) => row.identity_account_id),
  ])
  const known = closure.accounts.filter((a) => accounts.has(a.id))
  return {
    ...closure,
    keys: own,
    sessions: closure.sessions.filter((s) =>
      used.some(
        (row) => row.principal_id === s.principalId && row.session_created_at === s.createdAt,
      ),
    ),
    names: [],
    consoleUsers: [],
    consoles: [],
    openSessions: [],
    switches: [],
    // An account that nothing ties to the key is one of those that what it was issued works in.
    accounts: known.length > 0 ? known : closure.accounts,
    missing: [],
  }
}

const callsOf = async (
  query: Query,
  all: Filter,
  alone: Filter,
  window: Interval,
): Promise<number> => {
  const [row] = await query(sql`
    SELECT count(DISTINCT ${ACTION}) AS calls
    FROM events
    WHERE ${inTime(window)} AND ${coarseFilter(all)}
      AND coalesce(${passesSql(all)}, false) AND NOT coalesce(${passesSql(alone)}, false)`)
  return typeof row?.calls === 'number' ? row.calls : 0
}

/** The closure of a key cut down to the key, and what that leaves out. One or two queries. */
export const withoutDerived = async (
  closure: Closure,
  window: Interval,
  query: Query,
): Promise<{ readonly closure: Closure; readonly leftOut: LeftOut }> => {
  const alone = aloneOf(closure, await sessionsOfKey(query, closure.subject.text))
  const [all, own] = [actsAs(closure), actsAs(alone)]
  const same = JSON.stringify(all) === JSON.stringify(own)
  const keys = new Set(alone.keys.map((k) => k.id))
  const derived = closure.keys.filter((k) => !keys.has(k.id))
  const bearers = derived.map(
    (k) => parsePrincipalArn(k.bearer ?? '')?.account ?? accountOfKey(k.id),
  )
  return {
    closure: alone,
    leftOut: {
      credentials: derived.length,
      accounts: closure.accounts.map((a) => a.id).filter((id) => bearers.includes(id)),
      calls: same ? 0 : await callsOf(query, all, own, window),
    },
  }
}
