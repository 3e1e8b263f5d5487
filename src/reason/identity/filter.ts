import { TOKEN } from '../../model/catalogue/issuing.ts'
import type { Constraint, Filter, SessionOf } from '../../model/scope.ts'
import { formatInstant, type Instant, SECOND } from '../../model/time.ts'
import { parsePrincipalArn, sessionPrefix } from './arn.ts'
import { CLOCKS } from './clocks.ts'
import type { Closure } from './closure.ts'
import { isTemporary } from './key-kind.ts'
import { perhapsConsole, servedSessions, servedUsers, temporaryKey } from './served.ts'
import { withoutKey } from './without-key.ts'
import { zonalSessions } from './zonal.ts'

const oneOf = (
  column: string,
  is: Constraint,
  missing: 'unknown' | 'no',
  ignoreCase = false,
): Filter => ({ column, is, missing, ...(ignoreCase ? { ignoreCase } : {}) })

const when = (values: readonly unknown[], make: () => Filter): Filter[] =>
  values.length === 0 ? [] : [make()]

/** How sessions of the roles among these ARNs begin. */
const sessionsOf = (arns: readonly string[]): string[] =>
  arns.flatMap((arn) => {
    const parsed = parsePrincipalArn(arn)
    return parsed?.kind === 'role' ? [sessionPrefix(parsed)] : []
  })

const idsAndTheirSessions = (ids: readonly string[]): Constraint => ({
  Equals: ids,
  StartsWith: ids.filter((id) => !id.includes(':')).map((id) => `${id}:`),
})

const around = (at: Instant): Instant[] =>
  Array.from({ length: 2 * CLOCKS + 1 }, (_, i) => at + (i - CLOCKS) * SECOND)

/** Sessions that may be these: the clocks of two hosts differ by a second or two (facts/aws.md 6.1). */
const beside = (sessions: readonly SessionOf[]): SessionOf[] =>
  sessions.flatMap(({ principalId, createdAt }) =>
    around(createdAt).map((at) => ({ principalId, createdAt: at })),
  )

/** Ids of users with lasting keys: what a service does for them carries a key that no recorded call issued. */
const lastingIds = (c: Closure): string[] =>
  c.keys.flatMap(({ id, principalId }) =>
    principalId === undefined || principalId.includes(':') || isTemporary(id) ? [] : [principalId],
  )

/** Calls of a console that was opened with a token; `sure` where the record says so and began in time. */
const byConsole = ({ principalId, createdAt }: SessionOf): Filter => ({
  all: [
    oneOf('principal_id', { Equals: [principalId] }, 'no'),
    oneOf('session_credential_from_console', { Equals: ['true'] }, 'no'),
    {
      column: 'session_created_at',
      from: createdAt - CLOCKS * SECOND,
      to: createdAt + TOKEN * SECOND,
      missing: 'no',
    },
  ],
})

const consoleSession: Filter = {
  any: [
    oneOf('session_credential_from_console', { Equals: ['true'] }, 'no'),
    oneOf('event_type', { Equals: ['AwsConsoleSignIn'] }, 'no'),
  ],
}

const isUser = ({ account, name }: Closure['consoleUsers'][number]): Filter => ({
  all: [
    oneOf('identity_account_id', { Equals: [account] }, 'no'),
    oneOf('identity_arn', { EndsWith: [`:user/${name}`, `/${name}`] }, 'no', true),
  ],
})

/** Who it surely is: a key, name, id or session of the closure (R12). Names of IAM are compared without case. */
export const actsAs = (c: Closure): Filter => {
  const arns = c.names.map((n) => n.arn)
  const ids = [...c.ids, ...c.names.flatMap((n) => n.ids)]
  const lasting = lastingIds(c)
  return {
    any: [
      ...when(c.keys, () => oneOf('access_key_id', { Equals: c.keys.map((k) => k.id) }, 'no')),
      ...when(arns, () =>
        oneOf('identity_arn', { Equals: arns, StartsWith: sessionsOf(arns) }, 'no', true),
      ),
      ...when(arns, () => oneOf('issuer_arn', { Equals: arns }, 'no', true)),
      ...when(ids, () => oneOf('principal_id', idsAndTheirSessions(ids), 'no')),
      ...when(c.sessions, () => ({ sessions: c.sessions })),
      ...when(lasting, () => ({
        all: [
          { column: 'invoked_by', present: true },
          oneOf('principal_id', { Equals: lasting }, 'no'),
        ],
      })),
      ...c.consoles.map(byConsole),
      ...when(c.switches, () => ({
        all: [
          oneOf('event_name', { Equals: ['SwitchRole'] }, 'no'),
          oneOf('event_id', { Equals: c.switches }, 'no'),
        ],
      })),
      ...c.consoleUsers.map((user) => ({ all: [isUser(user), consoleSession] })),
    ],
  }
}

/** What must not contradict a record that hides who called: its account, and where known its id and ARN. */
const compatible = (c: Closure): Filter[] => {
  const ids = [
    ...c.keys.flatMap((k) => k.principalId ?? []),
    ...c.ids,
    ...c.names.flatMap((n) => n.ids),
  ]
  const bearers = [
    ...c.keys.flatMap((k) => k.bearer ?? []),
    ...c.consoleUsers.map((u) => `/${u.name}`),
  ]
  const arns = [...bearers.filter((b) => !b.startsWith('/')), ...c.names.map((n) => n.arn)]
  const idsKnown =
    c.keys.every((k) => k.principalId !== undefined) &&
    c.names.every((n) => n.ids.length > 0) &&
    c.consoleUsers.length === 0
  const arnsKnown = c.ids.length === 0 && c.keys.every((k) => k.bearer !== undefined)
  const bearer: Constraint = {
    Equals: arns,
    StartsWith: sessionsOf(arns),
    EndsWith: bearers.filter((b) => b.startsWith('/')),
  }
  return [
    ...when(c.accounts, () =>
      oneOf('identity_account_id', { Equals: c.accounts.map((a) => a.id) }, 'unknown'),
    ),
    ...(idsKnown ? [oneOf('principal_id', idsAndTheirSessions(ids), 'unknown')] : []),
    ...(arnsKnown ? [oneOf('identity_arn', bearer, 'unknown', true)] : []),
  ]
}

/** Who it may be: a record that lacks the key or the name, and does not contradict the closure (R7, R14). */
export const mayBe = (c: Closure): Filter => ({
  all: [
    {
      any: [
        ...when(c.keys, () =>
          oneOf('access_key_id', { Equals: c.keys.map((k) => k.id) }, 'unknown'),
        ),
        ...when(c.names, () =>
          oneOf('identity_arn', { Equals: c.names.map((n) => n.arn) }, 'unknown', true),
        ),
        ...when(c.ids, () => oneOf('principal_id', { Equals: c.ids }, 'unknown')),
      ],
    },
    { not: withoutKey },
    ...compatible(c),
  ],
})

/** Calls of a session that is near one of the closure, or that may be its console's. */
const near = (c: Closure): Filter[] => [
  ...servedUsers(c),
  ...servedSessions(c),
  ...zonalSessions(c),
  ...when(c.sessions, () => ({ sessions: beside(c.sessions) })),
  ...c.openSessions.map(({ role, name, createdAt }) => ({
    all: [
      oneOf('issuer_arn', { Equals: [role] }, 'unknown', true),
      oneOf('principal_id', { EndsWith: [`:${name}`] }, 'no'),
      oneOf('session_created_at', { Equals: around(createdAt).map(formatInstant) }, 'no'),
    ],
  })),
  ...[...new Set(c.consoles.map((s) => s.principalId))].map((principalId) => ({
    all: [oneOf('principal_id', { Equals: [principalId] }, 'no'), temporaryKey],
  })),
  ...c.consoleUsers.map((user) => ({
    all: [isUser(user), perhapsConsole],
  })),
]

/** Who cannot be told to be somebody else: hidden callers, and calls near to the closure. */
export const notElse = (c: Closure): Filter => ({ any: [mayBe(c), ...near(c)] })

/**
 * The filter that finds a closure's events: yes for its keys, names and sessions; unknown where the
 * record hides who called and it may be one of them, or where the call that issued its credentials does;
 * no otherwise (R12, R14). It narrows what is looked
 * for and never what must have been recorded (R3).
 */
export const identityFilter = (c: Closure): Filter => {
  const { perhaps } = c
  if (perhaps !== undefined)
    return { any: [actsAs(c), { all: [identityFilter(perhaps.closure), UNKNOWN] }] }
  return {
    any: [actsAs(c), mayBe(c), ...near(c).map((filter) => ({ all: [filter, UNKNOWN] }))],
  }
}

const UNKNOWN: Filter = { constant: 'unknown' }
