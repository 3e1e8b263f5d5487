import type { Statement } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { actionMatches, matchStatement, type PolicyDocument, statementsOnce } from './allows.ts'
import { confine, outsidersNamed } from './confine.ts'
import { glob, globsMeet } from './glob.ts'
import type { Inside } from './inside.ts'
import { accountOfPrincipal } from './principal.ts'
import type { ContextValue, Request } from './request.ts'

/** Someone outside whom a policy lets do something. `*` is everyone. */
export interface Outsider {
  readonly principal: string
  /** Those of the actions asked for that are allowed. */
  readonly actions: readonly string[]
  /** False where a condition that is not understood, or a place that is not known, may keep them out. */
  readonly certain: boolean
}

/** What is asked of a policy. Objects of one prefix: `arn:aws:s3:::logs/AWSLogs/*`. */
export interface Asked {
  readonly actions: readonly string[]
  /** An ARN, with `*` for any of several; undefined: whatever the policy speaks of. */
  readonly resource?: string
}

/** Reading what a bucket holds, or which objects there are. */
export const READS: Asked = { actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'] }

interface Candidate {
  readonly principal: string
  readonly certain: boolean
}

const EVERYONE = '*'
/** No one in particular: what holds for them holds for everyone whom a policy does not name. */
const NOBODY = { arn: 'arn:aws:iam::000000000000:user/nobody', account: '000000000000' }

const named = (kind: string, name: string, inside: Inside): readonly Candidate[] => {
  if (kind === 'Service') return []
  if (kind === 'AWS' && name === EVERYONE) return [{ principal: EVERYONE, certain: true }]
  const account = accountOfPrincipal(name)
  if (account !== undefined && inside.accounts.has(account)) return []
  if (kind === 'AWS' && account !== undefined)
    return [{ principal: name, certain: inside.isComplete }]
  // a bare id is what is left of a principal that was deleted: nobody has it
  if (kind === 'AWS' && /^A[A-Z0-9]{15,}$/.test(name)) return []
  return [{ principal: name, certain: false }]
}

const candidates = (statement: Statement, inside: Inside): readonly Candidate[] =>
  statement.notPrincipals !== undefined
    ? [{ principal: EVERYONE, certain: true }]
    : Object.entries(statement.principals ?? {}).flatMap(([kind, names]) =>
        names.flatMap((name) => named(kind, name, inside)),
      )

/** The candidates of an Allow that its conditions leave. */
const confined = (statement: Statement, inside: Inside): readonly Candidate[] => {
  const confinements = statement.conditions.map((c) => confine(c, inside))
  if (confinements.some((c) => c.kind === 'inside')) return []
  const isUncertain = confinements.some((c) => c.kind === 'uncertain')
  const hasExceptions = confinements.some((c) => c.kind === 'excepting')
  const names = confinements.flatMap((c) => (c.kind === 'named' ? [c.outsiders] : []))
  return candidates(statement, inside).flatMap(({ principal, certain }) => {
    const isExcepted = hasExceptions && (principal !== EVERYONE || names.length > 0)
    const one = { principal, certain: certain && !isUncertain && !isExcepted }
    if (names.length === 0) return [one]
    if (principal !== EVERYONE) return [{ ...one, certain: false }]
    const isOne = one.certain && names.length === 1
    return names.flat().map((name) => ({ principal: name, certain: isOne }))
  })
}

/** An attribute of a caller from outside: none of those inside; whether it is one named elsewhere is not known. */
const outside = (isInside: (value: string) => boolean, isNobody: boolean): ContextValue => ({
  resembles: (value) => (isInside(value) || isNobody ? 'no' : 'unknown'),
})

const requestOf = (
  candidate: Candidate,
  action: string,
  resource: string,
  inside: Inside,
): Request => {
  const isNobody = candidate.principal === EVERYONE
  const account = accountOfPrincipal(candidate.principal)
  const caller = account === undefined ? NOBODY : { arn: candidate.principal, account }
  const inOrganization = (value: string): boolean => value.split('/')[0] === inside.organizationId
  const accountIs: ContextValue =
    account === undefined ? outside((v) => inside.accounts.has(v), isNobody) : [account]
  const arnIs = outside((v) => inside.accounts.has(v.split(':')[4] ?? ''), isNobody)
  return {
    requester: { kind: 'AWS', ...caller },
    action,
    resource,
    context: {
      'aws:principalorgid': outside(inOrganization, isNobody),
      'aws:principalorgpaths': outside(inOrganization, isNobody),
      'aws:principalaccount': accountIs,
      'kms:calleraccount': accountIs,
      'aws:principalarn': arnIs,
      'aws:principalisawsservice': ['false'],
      'aws:securetransport': ['true'],
    },
  }
}

/** Whether a Deny takes in everything that an Allow gives: each of its resource patterns, or the one asked about. */
const covers = (deny: Statement, allow: Statement, asked: string | undefined): boolean => {
  const given = asked === undefined ? (allow.resources ?? ['*']) : [asked]
  return (
    deny.notResources === undefined &&
    given.every((g) => (deny.resources ?? ['*']).some((r) => !r.includes('?') && glob(r, g)))
  )
}

const kept = (
  candidate: Candidate,
  action: string,
  asked: Asked,
  { allow, denies }: { readonly allow: Statement; readonly denies: readonly Statement[] },
  inside: Inside,
): readonly Candidate[] => {
  const matching = denies.map((deny): { deny: Statement; says: Ternary } => {
    const free = { ...deny, resources: undefined, notResources: undefined }
    const request = requestOf(candidate, action, asked.resource ?? '*', inside)
    const says = matchStatement(free, request)
    return { deny, says: says === 'yes' && !covers(deny, allow, asked.resource) ? 'unknown' : says }
  })
  const keepsOut = matching.filter((m) => m.says === 'yes')
  if (keepsOut.length === 0)
    return [{ ...candidate, certain: candidate.certain && !matching.some((m) => m.says !== 'no') }]
  if (candidate.principal !== EVERYONE) return []
  // everyone is kept out but those whom every such Deny names as its exceptions
  const exceptions = keepsOut.map(({ deny }) => [
    ...outsidersNamed(deny.conditions, inside),
    ...Object.entries(deny.notPrincipals ?? {}).flatMap(([kind, names]) =>
      names.flatMap((name) => named(kind, name, inside).map((c) => c.principal)),
    ),
  ])
  const [first = [], ...others] = exceptions
  return first
    .filter((name) => others.every((names) => names.includes(name)))
    .map((principal) => ({ principal, certain: false }))
}

const namesAction = (statement: Statement, action: string): boolean =>
  statement.actions?.some((p) => actionMatches(p, action)) ??
  (statement.notActions !== undefined &&
    !statement.notActions.some((p) => actionMatches(p, action)))

const meets = (statement: Statement, resource: string | undefined): boolean =>
  resource === undefined ||
  statement.resources === undefined ||
  statement.resources.some((r) => globsMeet(r.replace(/\$\{[^}]*\}/g, '*'), resource))

/**
 * Who outside may do what is asked, by a policy that is attached to a resource. What an outsider's own account allows
 * it is its own affair; public access blocks are judged by `publicBy`.
 */
export const outsiders = (
  policy: PolicyDocument,
  inside: Inside,
  asked: Asked = READS,
): readonly Outsider[] => {
  const statements = statementsOnce(policy)
  const denies = statements.filter((s) => s.effect === 'Deny')
  const found = new Map<string, { actions: Set<string>; certain: boolean }>()
  for (const statement of statements) {
    if (statement.effect !== 'Allow' || !meets(statement, asked.resource)) continue
    const left = confined(statement, inside)
    if (left.length === 0) continue
    for (const action of asked.actions.filter((a) => namesAction(statement, a)))
      for (const { principal, certain } of left.flatMap((c) =>
        kept(c, action, asked, { allow: statement, denies }, inside),
      )) {
        const had = found.get(principal)
        const actions = (had?.actions ?? new Set()).add(action)
        found.set(principal, { actions, certain: certain || (had?.certain ?? false) })
      }
  }
  return [...found]
    .map(([principal, { actions, certain }]) => ({ principal, actions: [...actions], certain }))
    .sort((a, b) => (a.principal < b.principal ? -1 : a.principal > b.principal ? 1 : 0))
}
