import { SECOND } from '../../../model/time.ts'
import { parsePrincipalArn } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { isLasting } from '../key-kind.ts'
import { sameName, samePrincipal } from '../same-name.ts'
import { arnsOf } from './arns.ts'
import { kindOfCall } from './calls.ts'
import type { Credential } from './credential.ts'
import type { Graph } from './graph.ts'
import { otherNames } from './renames.ts'
import type { Issue } from './rows.ts'

const sessionNameOf = (principalId: string): string =>
  principalId.slice(principalId.indexOf(':') + 1)

/** Whether a role as requested is the role of a session: paths are in one and not in the other. */
const sameRole = (requested: string | null, issuer: string | null, arn: string | null): boolean => {
  if (requested === null) return true
  if (issuer !== null) return samePrincipal(issuer, requested)
  const [role, session] = [parsePrincipalArn(requested), parsePrincipalArn(arn ?? '')]
  return (
    session === undefined ||
    (role?.account === session.account && sameName(role.name, session.name))
  )
}

/** The user for whom a key was made is the one who bears it, by whatever name he went then. */
const sameUser = (graph: Graph, issue: Issue, c: Credential): boolean => {
  if (c.arn === null) return true
  const { userName, account, time } = issue
  if (userName === null) return samePrincipal(issue.callerArn, c.arn) || issue.callerArn === null
  const arns = c.uses.length === 0 ? [c.arn] : arnsOf(c.uses)
  const users = arns.map(parsePrincipalArn).filter((u) => u?.kind === 'user')
  const isNamed = (name: string) =>
    users.some((u) => sameName(name, u?.name ?? '') && (account === null || account === u?.account))
  return (
    isNamed(userName) ||
    (account !== null &&
      time !== null &&
      otherNames(graph, account, userName, time).some((o) => isNamed(o.name)))
  )
}

const sameBearer = (graph: Graph, issue: Issue, c: Credential): boolean => {
  const { bearer } = kindOfCall(issue.name ?? '')
  if (bearer === 'named user') return sameUser(graph, issue, c)
  if (c.principalId === null) return sameRole(issue.role, c.issuerArn, c.arn)
  if (issue.bearerId !== null) return issue.bearerId === c.principalId
  const named = issue.bearerName === null || issue.bearerName === sessionNameOf(c.principalId)
  return named && sameRole(issue.role, c.issuerArn, c.arn)
}

const sameTime = (issue: Issue, c: Credential): boolean => {
  if (issue.time === null) return true
  if (c.key !== null && isLasting(c.key)) {
    const [first] = c.uses.flatMap((u) => u.first ?? []).sort((a, b) => a - b)
    return first === undefined || first >= issue.time - CLOCKS * SECOND
  }
  if (c.createdAt === null) return true
  const { later } = kindOfCall(issue.name ?? '')
  const after = c.createdAt - issue.time
  return after >= -CLOCKS * SECOND && after <= (later + CLOCKS) * SECOND
}

/** Whether nothing that a call says of what it issued contradicts a credential. */
export const fits = (graph: Graph, issue: Issue, c: Credential): boolean =>
  c.issue === issue || (sameBearer(graph, issue, c) && sameTime(issue, c))
