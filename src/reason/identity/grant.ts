import {
  type Given,
  issuingCall,
  issuingCalls,
  unfollowedIssuingCalls,
} from '../../model/catalogue/issuing.ts'
import type { SessionOf } from '../../model/scope.ts'
import { parsePrincipalArn } from './arn.ts'
import type { Closure, ClosureAccount, ClosureKey, ClosureName } from './closure.ts'
import { accountOfKey } from './key-account.ts'
import { isMaskedKey } from './masked.ts'
import type { Trace } from './steps.ts'

/** What one issuing call hands out. */
export interface Grant {
  readonly keys: readonly ClosureKey[]
  readonly sessions: readonly SessionOf[]
  readonly names: readonly ClosureName[]
  readonly consoleUsers: Closure['consoleUsers']
  readonly consoles: Closure['consoles']
  readonly openSessions: Closure['openSessions']
  readonly switches: readonly string[]
  readonly accounts: readonly ClosureAccount[]
  readonly missing: readonly string[]
}

const NOTHING: Grant = {
  keys: [],
  sessions: [],
  names: [],
  consoleUsers: [],
  consoles: [],
  openSessions: [],
  switches: [],
  accounts: [],
  missing: [],
}

export const since = (t: Trace) => t.first ?? undefined
/** Where an issued credential works: the accounts that its id and the record name, both where they differ (R15). */
const places = (ids: readonly (string | null | undefined)[], t: Trace): ClosureAccount[] =>
  [...new Set(ids)].flatMap((id) =>
    id === null || id === undefined ? [] : [{ id, since: since(t) }],
  )

/** The account in which what was asked for acts: of a role, or of a root (facts/aws.md 6.1). */
const accountAsked = ({ role }: Trace): string | undefined =>
  role === null ? undefined : /^\d{12}$/.test(role) ? role : parsePrincipalArn(role)?.account

const hidden = (t: Trace, what: string): Grant => ({
  ...NOTHING,
  missing: [`${t.call} (event ${t.eventId}) succeeded, and its record does not say ${what}`],
})

/** The session that a request asked for, where the answer does not say which one it was. */
const asked = (t: Trace): Closure['openSessions'] =>
  t.issuedId !== null || t.first === null || t.role === null || t.sessionName === null
    ? []
    : [{ role: t.role, name: t.sessionName, createdAt: t.first }]

const temporaryKey = (t: Trace): Grant => {
  const { bearer: whose } = issuingCall(t.call ?? '') ?? issuingCalls.AssumeRole
  const own = whose === 'caller'
  const issuedId = t.issuedId ?? (whose === 'target account' ? accountAsked(t) : null) ?? null
  const key = t.issuedKey
  if (key === null || isMaskedKey(key)) return hidden(t, 'which key it issued')
  const principalId = issuedId ?? (own ? t.principalId : null) ?? undefined
  const bearerId = t.call === 'GetSessionToken' ? t.principalId : issuedId
  const bearer = t.issuedArn ?? (own ? t.arn : null) ?? undefined
  const arn = bearer === undefined ? undefined : parsePrincipalArn(bearer)
  return {
    ...NOTHING,
    keys: [{ id: key, principalId, bearer }],
    sessions:
      bearerId === null || t.first === null ? [] : [{ principalId: bearerId, createdAt: t.first }],
    openSessions: asked(t),
    accounts: places([accountOfKey(key), arn?.account, accountAsked(t), own ? t.account : null], t),
  }
}

const accessKey = (t: Trace): Grant => {
  const key = t.createdKey
  if (key === null || isMaskedKey(key)) return hidden(t, 'which key it created')
  const bearer = t.userName === null ? undefined : `/${t.userName}`
  return {
    ...NOTHING,
    keys: [{ id: key, principalId: undefined, bearer }],
    accounts: places([accountOfKey(key), t.recipient], t),
  }
}

const password = (t: Trace): Grant =>
  t.userName === null || t.recipient === null
    ? hidden(t, 'who can sign in from then on')
    : { ...NOTHING, consoleUsers: [{ account: t.recipient, name: t.userName }] }

const user = (t: Trace): Grant =>
  t.madeArn === null
    ? hidden(t, 'which user it created')
    : {
        ...NOTHING,
        names: [{ arn: t.madeArn, ids: t.madeId === null ? [] : [t.madeId] }],
        accounts: places([parsePrincipalArn(t.madeArn)?.account], t),
      }

/** A console is another session of the same principal, with keys that no record tells (facts/aws.md 6.1). */
const console = (t: Trace): Grant => {
  if (t.principalId === null || t.first === null) return hidden(t, 'whose console it opened')
  return { ...temporaryKey(t), consoles: [{ principalId: t.principalId, createdAt: t.first }] }
}

/** A switch names the session that it opens as its caller, and no key (facts/aws.md 6.1). */
const switched = (t: Trace): Grant => {
  if (t.principalId === null || t.first === null || t.eventId === null)
    return hidden(t, 'which session it opened')
  return {
    ...NOTHING,
    sessions: [{ principalId: t.principalId, createdAt: t.first }],
    switches: [t.eventId],
    accounts: places([t.account, t.recipient], t),
  }
}

/** A credential that is made, or made active again, is one more way in; one that is shut is none. */
const unfollowed = (t: Trace): Grant =>
  t.status?.toLowerCase() === 'inactive' ? NOTHING : hidden(t, 'which calls are made with it')

const grants: Readonly<Record<Given, (t: Trace) => Grant>> = {
  session: temporaryKey,
  console,
  'switched session': switched,
  // It is told in the name of the session that it opened, which is followed by itself.
  'signed-in session': () => NOTHING,
  'access key': accessKey,
  user,
  password,
}

/** Which credentials an issuing call gave, to be followed from there (R12, facts/aws.md 6.1). */
export const grantOf = (t: Trace): Grant => {
  if (unfollowedIssuingCalls.includes(t.call ?? '')) return unfollowed(t)
  const known = issuingCall(t.call ?? '')
  if (known !== undefined) return grants[known.gives](t)
  // A call that nobody knows is read by the key in its answer.
  if (t.issuedKey !== null) return temporaryKey(t)
  return t.createdKey === null ? NOTHING : accessKey(t)
}
