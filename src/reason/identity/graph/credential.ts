import type { Instant } from '../../../model/time.ts'
import type { NodeKind, TraceNode } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import { isLasting } from '../key-kind.ts'
import { kindOfCall } from './calls.ts'
import type { Graph } from './graph.ts'
import { factsOf, nodeId } from './node-ids.ts'
import type { Issue, Use } from './rows.ts'
import { secondOf } from './uses.ts'

/** A key or session: what was made with it, and all keys by which it shows itself. */
export interface Credential {
  readonly id: string
  readonly key: string | null
  readonly principalId: string | null
  readonly createdAt: Instant | null
  readonly arn: string | null
  readonly type: string | null
  readonly account: string | null
  readonly issuerArn: string | null
  readonly sourceIdentity: string | null
  readonly console: boolean
  /** Whether some call was made without a service between. */
  readonly direct: boolean
  readonly uses: readonly Use[]
  /** Where it was never used: the call that issued it. */
  readonly issue: Issue | undefined
}

/** Whether a call's answer names this key. */
const isIssued = (graph: Graph, key: string | null): boolean =>
  key !== null && graph.find.issuesOfKey(key).length > 0

const order = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1)

const least = (values: readonly (string | null)[]): string | null =>
  values.filter((v) => v !== null).sort()[0] ?? null

const madeOf = (use: Use, uses: readonly Use[]): Credential => ({
  id: nodeId('credential', use.key, use.principalId, use.createdAt),
  key: use.key,
  principalId: use.principalId,
  createdAt: use.createdAt,
  arn: use.arn,
  type: use.type,
  account: use.account ?? use.recipient,
  issuerArn: use.issuerArn,
  sourceIdentity: use.sourceIdentity,
  console: use.console,
  direct: use.direct,
  uses,
  issue: undefined,
})

/** The session of these rows, which share principal id and creation time, or one row alone. */
const made = (uses: readonly Use[]): Credential => {
  const sorted = [...uses].sort((a, b) => order(a.key, b.key))
  const [main] = sorted as [Use]
  if (sorted.length === 1) return madeOf(main, uses)
  return {
    ...madeOf(main, sorted),
    arn: least(uses.map((u) => u.arn)),
    type: least(uses.map((u) => u.type)),
    account: least(uses.map((u) => u.account ?? u.recipient)),
    issuerArn: least(uses.map((u) => u.issuerArn)),
    sourceIdentity: least(uses.map((u) => u.sourceIdentity)),
    console: uses.some((u) => u.console),
    direct: uses.some((u) => u.direct),
  }
}

/** Seconds around a time in which a call may have opened a session, since clocks differ (facts/aws.md 6.1). */
const around = (second: number): number[] => [-2, -1, 0, 1, 2].map((i) => second + i)

/** A call that opened a session, and not a sign-in that is told in the name of the session itself. */
const opens = (issue: Issue): boolean => {
  const { byTime, bearer } = kindOfCall(issue.name ?? '')
  return byTime && (bearer !== 'caller' || issue.switchFrom !== null)
}

/** Whether two records may be of one call. */
const isSameCall = (a: Issue, b: Issue): boolean =>
  a.name === b.name &&
  (a.issuedKey !== null && b.issuedKey !== null
    ? a.issuedKey === b.issuedKey
    : (a.sharedId !== null && a.sharedId === b.sharedId) || a.callerPrincipal === b.callerPrincipal)

/** Whether the key of a call shows itself in sessions that began at another time. */
export const isElsewhere = (graph: Graph, { issuedKey }: Issue, createdAt: Instant): boolean => {
  const uses = (issuedKey === null ? [] : graph.find.usesOfKey(issuedKey)).map(graph.uses.at)
  return uses.length > 0 && uses.every((u) => u.createdAt !== null && u.createdAt !== createdAt)
}

/**
 * Whether another call than that which issued the leader's key opened a session of its name in the same moment: what
 * shows itself under a further key may be that one's.
 */
const hasRival = (graph: Graph, { key, principalId, createdAt }: Use): boolean => {
  if (principalId === null || createdAt === null) return false
  const name = principalId.slice(principalId.indexOf(':') + 1)
  const own = (key === null ? [] : graph.find.issuesOfKey(key)).map(graph.issues.at)
  return around(secondOf(createdAt))
    .flatMap((second) => graph.find.issuesNamed(name, second))
    .map(graph.issues.at)
    .some(
      (i) =>
        opens(i) &&
        (i.bearerId === principalId || (i.bearerId === null && i.role !== null)) &&
        (key === null || i.issuedKey !== key) &&
        !isElsewhere(graph, i, createdAt) &&
        !own.some((o) => isSameCall(o, i)),
    )
}

/** Rows of one principal and one creation, and those among them whose keys make sessions of their own. */
const togetherIn = (graph: Graph, rows: readonly number[], createdAt: Instant) => {
  const same = rows.map(graph.uses.at).filter((u) => u.createdAt === createdAt)
  const inConsole = same.some((u) => u.console)
  const follows = (u: Use) =>
    u.key === null || (!isIssued(graph, u.key) && (!u.direct || inConsole))
  return { same, leaders: same.filter((u) => !follows(u)) }
}

/**
 * The credential of a row. A session is told by principal id and creation time (R12): what a service does for it, and
 * the keys of a console, are its own; keys that were issued one by one are sessions of their own, however named.
 */
export const credentialOfUse = (graph: Graph, use: Use): Credential => {
  const { principalId, createdAt } = use
  if (principalId === null || createdAt === null) return made([use])
  const rows = graph.find.usesOfSession(principalId, secondOf(createdAt))
  if (rows.length <= 1) return made([use])
  const { same, leaders } = graph.once(`session ${principalId} ${createdAt}`, () =>
    togetherIn(graph, rows, createdAt),
  )
  if (same.length <= 1) return made([use])
  if (leaders.length === 0) return made(same)
  const [leader] = leaders
  if (leaders.length > 1 || leader === undefined) return made([use])
  if (hasRival(graph, leader))
    return use.row === leader.row ? made([use]) : made(same.filter((u) => u.row !== leader.row))
  const session = made(same)
  return {
    ...session,
    key: leader.key,
    id: nodeId('credential', leader.key, principalId, createdAt),
  }
}

const sessionArn = (issue: Issue): string | null => {
  const role = issue.role === null ? undefined : parsePrincipalArn(issue.role)
  return (
    issue.issuedArn ??
    (role === undefined || issue.bearerName === null
      ? null
      : `arn:${role.partition}:sts::${role.account}:assumed-role/${role.name}/${issue.bearerName}`)
  )
}

/** A credential that was issued and never used, as far as the lake knows. */
export const credentialOfIssue = (issue: Issue): Credential => {
  const lasting = issue.issuedKey !== null && isLasting(issue.issuedKey)
  const arn = sessionArn(issue)
  return {
    id: nodeId('credential', issue.issuedKey, issue.bearerId, lasting ? null : issue.time),
    key: issue.issuedKey,
    principalId: issue.bearerId,
    createdAt: lasting ? null : issue.time,
    arn,
    type: null,
    account: (arn === null ? undefined : parsePrincipalArn(arn)?.account) ?? issue.account,
    issuerArn: issue.role,
    sourceIdentity: issue.sourceIdentity,
    console: false,
    direct: true,
    uses: [],
    issue,
  }
}

const kindOf = (c: Credential): NodeKind => {
  if (c.key !== null && isLasting(c.key)) return 'long-term-key'
  if (c.issue !== undefined) return kindOfCall(c.issue.name ?? '').makes
  if (c.type === 'Root') return c.console ? 'console-session' : 'root-session'
  if (c.type === 'FederatedUser') return 'federated-session'
  if (c.console || (c.type === 'IAMUser' && c.key === null)) return 'console-session'
  return 'role-session'
}

const labelOf = (c: Credential): string => {
  const arn = c.arn === null ? undefined : parsePrincipalArn(c.arn)
  if (c.key !== null && isLasting(c.key)) return c.key
  const name =
    arn?.session === undefined ? (arn?.name ?? c.principalId) : `${arn.name}/${arn.session}`
  return name ?? c.key ?? 'a session'
}

/** Whose a key that lasts is: as its records say, else as the call that made it does. */
const ownerOf = (c: Credential): string | null => {
  if (c.key === null || !isLasting(c.key)) return null
  const arn = c.arn === null ? undefined : parsePrincipalArn(c.arn)
  return arn?.kind === 'user' ? arn.name : (c.issue?.userName ?? null)
}

const sum = (uses: readonly Use[]): TraceNode['used'] => ({
  count: uses.reduce((n, u) => n + u.count, 0),
  first: uses.reduce<Instant | null>(
    (t, u) => (u.first === null ? t : Math.min(t ?? u.first, u.first)),
    null,
  ),
  last: uses.reduce<Instant | null>(
    (t, u) => (u.last === null ? t : Math.max(t ?? u.last, u.last)),
    null,
  ),
})

export const nodeOfCredential = (c: Credential): TraceNode => {
  const others = c.uses.map((u) => u.key).filter((k) => k !== null && k !== c.key).length
  return {
    id: c.id,
    kind: kindOf(c),
    label: labelOf(c),
    account: c.account,
    arn: c.arn,
    principalId: c.principalId,
    keyId: c.key,
    createdAt: c.createdAt,
    facts: factsOf({
      role: c.issuerArn,
      user: ownerOf(c),
      'source identity': c.sourceIdentity,
      'made by': c.direct ? null : least(c.uses.map((u) => u.invokedBy)),
      'further keys': others > 0 ? String(others) : null,
    }),
    used: sum(c.uses),
  }
}
