import type { Statement } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { some } from '../../model/ternary.ts'
import { actionMatches, matchStatement, type PolicyDocument, statementsOnce } from './allows.ts'
import { type Caller, everyone, namedOutsider, type Stranger } from './callers.ts'
import { confine, outsidersNamed } from './confine.ts'
import { glob, globsMeet } from './glob.ts'
import type { Inside } from './inside.ts'
import { accountOfPrincipal } from './principal.ts'

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
export const READS: Asked = {
  actions: [
    's3:GetObject',
    's3:GetObjectVersion',
    's3:GetObjectTorrent',
    's3:ListBucket',
    's3:ListBucketVersions',
  ],
}

interface Candidate {
  readonly principal: string
  readonly certain: boolean
}

const EVERYONE = '*'

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

/** Whether a Deny takes in everything that an Allow gives: each of its resource patterns, or the one asked about. */
const covers = (deny: Statement, allow: Statement, asked: string | undefined): boolean => {
  const given = asked === undefined ? (allow.resources ?? ['*']) : [asked]
  return (
    deny.notResources === undefined &&
    given.every((g) => (deny.resources ?? ['*']).some((r) => !r.includes('?') && glob(r, g)))
  )
}

/** An Allow, the Denies beside it, and what is asked of them. */
interface Case {
  readonly allow: Statement
  readonly denies: readonly Statement[]
  readonly asked: Asked
  readonly action: string
}

const speaksOf = (statement: Statement, caller: Caller, { asked, action }: Case): Ternary => {
  const free = { ...statement, resources: undefined, notResources: undefined }
  return matchStatement(free, { ...caller, action, resource: asked.resource ?? '*' })
}

/** Whether a Deny stops a caller, wherever the Allow lets it in. */
const stops = (deny: Statement, caller: Caller, one: Case): Ternary => {
  const says = speaksOf(deny, caller, one)
  return says === 'yes' && !covers(deny, one.allow, one.asked.resource) ? 'unknown' : says
}

/** Whom a Deny leaves out by name. */
const exceptionsOf = (deny: Statement, inside: Inside): readonly string[] => [
  ...outsidersNamed(deny.conditions, inside),
  ...Object.entries(deny.notPrincipals ?? {}).flatMap(([kind, names]) =>
    names.flatMap((name) => named(kind, name, inside).map((c) => c.principal)),
  ),
]

/** Everyone is kept out but those whom every Deny names that stops whoever signs; one that stops some is no rest. */
const leftOut = (strangers: readonly Stranger[], one: Case, inside: Inside): readonly string[] => {
  const callers = strangers.filter((s) => s.isSigned).flatMap((s) => s.callers)
  const stopping = (how: 'every' | 'some') =>
    one.denies.filter((deny) => callers[how]((c) => stops(deny, c, one) === 'yes'))
  const whole = stopping('every').map((deny) => exceptionsOf(deny, inside))
  const [first, ...others] = whole
  return first === undefined
    ? [...new Set(stopping('some').flatMap((deny) => exceptionsOf(deny, inside)))]
    : first.filter((name) => others.every((names) => names.includes(name)))
}

/** What the Denies leave of a candidate. Everyone is out only where each kind of them is stopped, by one Deny or another. */
const kept = (candidate: Candidate, one: Case, inside: Inside): readonly Candidate[] => {
  const isEveryone = candidate.principal === EVERYONE
  const all = isEveryone
    ? everyone(inside, one.action)
    : [namedOutsider(inside, one.action, candidate.principal)]
  const strangers = all
    .map((s) => ({ ...s, callers: s.callers.filter((c) => speaksOf(one.allow, c, one) !== 'no') }))
    .filter((s) => s.callers.length > 0)
  const met = strangers.length > 0 ? strangers : all
  const stopped = met.flatMap((s) =>
    s.callers.map((caller) => some(one.denies.map((deny) => stops(deny, caller, one)))),
  )
  if (!stopped.every((says) => says === 'yes'))
    return [{ ...candidate, certain: candidate.certain && stopped.includes('no') }]
  return isEveryone
    ? leftOut(met, one, inside).map((principal) => ({ principal, certain: false }))
    : []
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
        kept(c, { allow: statement, denies, asked, action }, inside),
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
