import { groupBy } from '../../model/group-by.ts'
import type { Filter } from '../../model/scope.ts'
import { type Instant, SECOND } from '../../model/time.ts'
import { CLOCKS, LONGEST_SESSION } from './clocks.ts'
import type { Closure } from './closure.ts'
import { isTemporary } from './key-kind.ts'

/** Conditions on so many principals cost more than the candidates that they spare: then one is put to all of them. */
export const MANY = 20

/** Records of these versions do not say that a call was made from the console (facts/aws.md 1.1). */
const BEFORE_CONSOLE_FLAG = ['1.0', ...Array.from({ length: 8 }, (_, i) => `1.0${i}`)]

const startsWith = (column: string, text: string): Filter => ({
  column,
  is: { StartsWith: [text] },
  missing: 'no',
})

const byService: Filter = { column: 'invoked_by', present: true }

export const temporaryKey: Filter = startsWith('access_key_id', 'ASIA')

/**
 * Calls with temporary credentials whose record does not tell which session of its principal they are of: a service
 * made them (it carries a key that no recorded call issued), or when the session began is left out.
 */
const ofSomeSession: Filter = {
  all: [
    { not: startsWith('access_key_id', 'AKIA') },
    { any: [byService, { all: [temporaryKey, { column: 'session_created_at', present: false }] }] },
  ],
}

/**
 * When such a session began, of one that began at these times. What a service forwards bears the time of the session in
 * some records and that of the forwarding in others, so it began with the session or in the time that one can live.
 */
const begun = (times: readonly Instant[]): Filter[] => {
  if (times.length === 0) return []
  const from = times.reduce((a, b) => Math.min(a, b)) - CLOCKS * SECOND
  const to = times.reduce((a, b) => Math.max(a, b)) + LONGEST_SESSION
  return [
    { column: 'session_created_at', from, to, missing: 'unknown' },
    { column: 'event_time', from, missing: 'unknown' },
  ]
}

/** Calls that may be of a session of the closure: its principal makes them, and nothing says in which session. */
export const servedSessions = (c: Closure): Filter[] => {
  const sessions = groupBy(c.sessions, (s) => s.principalId)
  const others = c.keys.flatMap(({ id, principalId }) =>
    principalId === undefined || !isTemporary(id) || sessions.has(principalId) ? [] : [principalId],
  )
  const ofPrincipals = (ids: readonly string[], times: readonly Instant[]): Filter => ({
    all: [
      { column: 'principal_id', is: { Equals: ids }, missing: 'no' },
      ofSomeSession,
      ...begun(times),
    ],
  })
  const each = [...sessions].map(([id, all]) => ({ ids: [id], times: all.map((s) => s.createdAt) }))
  const together = [{ ids: [...sessions.keys()], times: c.sessions.map((s) => s.createdAt) }]
  return [
    ...(each.length > MANY ? together : each).map(({ ids, times }) => ofPrincipals(ids, times)),
    ...(others.length === 0 ? [] : [ofPrincipals([...new Set(others)], [])]),
    ...c.openSessions.map(({ role, name, createdAt }) => ({
      all: [
        {
          column: 'issuer_arn',
          is: { Equals: [role] },
          missing: 'unknown' as const,
          ignoreCase: true,
        },
        { column: 'principal_id', is: { EndsWith: [`:${name}`] }, missing: 'no' as const },
        ofSomeSession,
        ...begun([createdAt]),
      ],
    })),
  ]
}

/** Names of users for whom a key was made that was never seen in use, so that their unique ids are not known. */
const bearersById = (c: Closure): string[] => [
  ...new Set(
    c.keys.flatMap((k) =>
      k.principalId === undefined && k.bearer?.startsWith('/') === true ? [k.bearer] : [],
    ),
  ),
]

/** What a service does for such users carries a key that no record tells: it may be done with the key that was made. */
export const servedUsers = (c: Closure): Filter[] => {
  const names = bearersById(c)
  if (names.length === 0) return []
  return [
    {
      all: [
        byService,
        { column: 'identity_arn', is: { EndsWith: names }, missing: 'no', ignoreCase: true },
        {
          column: 'identity_account_id',
          is: { Equals: c.accounts.map((a) => a.id) },
          missing: 'unknown',
        },
      ],
    },
  ]
}

/** Calls of a user's session whose record does not say whether it is of the console: an old one, or a service's. */
export const perhapsConsole: Filter = {
  all: [
    temporaryKey,
    {
      any: [
        byService,
        { column: 'event_version', is: { Equals: BEFORE_CONSOLE_FLAG }, missing: 'unknown' },
      ],
    },
  ],
}
