import { HOUR, type Instant, SECOND } from '../../../model/time.ts'
import type { TraceNode } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { isLasting } from '../key-kind.ts'
import { type Credential, credentialOfUse, nodeOfCredential } from './credential.ts'
import type { Graph } from './graph.ts'
import { nodeId } from './node-ids.ts'
import type { Ref } from './ref.ts'
import type { Issue } from './rows.ts'
import { hiddenOf, outsiderOf, rootOf, serviceOf, unknownOf, userOf } from './strangers.ts'

/** A node that is described when somebody looks: most credentials on the way are only passed. */
class CredentialRef implements Ref {
  readonly credential: Credential
  #node: TraceNode | undefined
  constructor(credential: Credential) {
    this.credential = credential
  }
  get node(): TraceNode {
    this.#node ??= nodeOfCredential(this.credential)
    return this.#node
  }
}

export const refOf = (c: Credential): Ref => new CredentialRef(c)

/** A console session is open for twelve hours at most. */
const CONSOLE = 12 * HOUR

const openerOf = ({ callerPrincipal, callerArn, subject }: Issue): string =>
  JSON.stringify([callerPrincipal, callerArn, subject])

/** Whether somebody else was given a session of this name, of which no call shows that no console had it. */
const hasNamesake = (
  graph: Graph,
  { principalId, createdAt }: Credential,
  at: Instant,
): boolean => {
  const issues = (principalId === null ? [] : graph.find.issuesOfBearer(principalId))
    .map(graph.issues.at)
    .filter((i) => i.issuedKey !== null && i.time !== null)
  const since = (i: Issue, from: Instant) => (i.time ?? 0) - from
  const own = issues.filter((i) => Math.abs(since(i, createdAt ?? at)) <= CLOCKS * SECOND)
  const openers = new Set(own.map(openerOf))
  if (openers.size > 1) return true
  return issues.some(
    (i) =>
      since(i, at) <= CLOCKS * SECOND &&
      since(i, at) >= -CONSOLE &&
      !openers.has(openerOf(i)) &&
      !graph.find.usesOfKey(i.issuedKey ?? '').some((row) => !graph.uses.at(row).console),
  )
}

/** The session from which a console switched to a role, by its ARN (facts/aws.md 6.1). */
const switchedFrom = (graph: Graph, issue: Issue, arn: string): Ref => {
  const at = issue.time ?? 0
  const open = graph.find
    .usesOfArn(arn)
    .map(graph.uses.at)
    .filter(
      (u) =>
        u.createdAt !== null && u.createdAt <= at + CLOCKS * SECOND && at - u.createdAt <= CONSOLE,
    )
  const sessions = new Map(
    open
      .filter((u) => u.console)
      .map((u) => {
        const c = credentialOfUse(graph, u)
        return [c.id, c]
      }),
  )
  const [only, ...more] = [...sessions.values()]
  if (only !== undefined && more.length === 0)
    return hasNamesake(graph, only, at) ? unknownOf(arn) : refOf(only)
  const parsed = parsePrincipalArn(arn)
  if (parsed?.kind === 'user')
    return userOf(graph, { arn, principalId: null, account: parsed.account })
  return parsed?.kind === 'root' ? rootOf(parsed.account) : unknownOf(arn)
}

/** The credential with which a call was made: it is itself one of those in use. */
const credentialOf = (graph: Graph, issue: Issue): Ref | undefined => {
  const { callerKey, callerPrincipal, callerCreated } = issue
  const rows =
    callerKey !== null
      ? graph.find.usesOfKey(callerKey)
      : callerPrincipal !== null
        ? graph.find.usesOfPrincipal(callerPrincipal)
        : []
  const lasting = callerKey !== null && isLasting(callerKey)
  const use = rows
    .map(graph.uses.at)
    .find(
      (u) =>
        u.principalId === callerPrincipal &&
        u.key === callerKey &&
        (lasting || u.createdAt === callerCreated),
    )
  return use === undefined ? undefined : refOf(credentialOfUse(graph, use))
}

const byType = (graph: Graph, issue: Issue): Ref => {
  const { callerArn, callerPrincipal, callerAccount, callerType } = issue
  const arn = callerArn === null ? undefined : parsePrincipalArn(callerArn)
  const isUser = callerType === 'IAMUser' || arn?.kind === 'user'
  if (callerType === 'Root' || arn?.kind === 'root') return rootOf(callerAccount)
  if (isUser && issue.callerKey === null && issue.callerCreated === null)
    return userOf(graph, { arn: callerArn, principalId: callerPrincipal, account: callerAccount })
  return (
    credentialOf(graph, issue) ??
    (callerArn === null ? hiddenOf(graph, issue) : unknownOf(callerArn))
  )
}

/** Who made a call that issues, as this copy of it says. */
export const callerOf = (graph: Graph, issue: Issue): Ref => {
  const { callerType: type, invokedBy } = issue
  if (issue.name === 'SwitchRole' && issue.switchFrom !== null)
    return switchedFrom(graph, issue, issue.switchFrom)
  if (type === 'AWSService') return serviceOf(invokedBy ?? 'an AWS service', issue)
  if (type === 'SAMLUser' || type === 'WebIdentityUser') return outsiderOf(issue)
  if (type === 'AWSAccount') return hiddenOf(graph, issue)
  if (issue.callerKey !== null) {
    const known = credentialOf(graph, issue)
    if (known !== undefined) return known
    const id = nodeId('unloaded', issue.callerKey, issue.callerPrincipal, issue.callerCreated)
    return { node: { ...unknownOf(issue.callerKey).node, id } }
  }
  if (issue.callerPrincipal === null && issue.callerArn === null && invokedBy !== null)
    return type === null ? unknownOf(invokedBy) : serviceOf(invokedBy, issue)
  if (issue.name === 'AssumeRoleWithSAML' || issue.name === 'AssumeRoleWithWebIdentity')
    return outsiderOf(issue)
  return byType(graph, issue)
}
