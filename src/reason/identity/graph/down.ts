import { SECOND } from '../../../model/time.ts'
import { CLOCKS } from '../clocks.ts'
import { arnsOfUser } from './arns.ts'
import { callerOf, refOf } from './caller.ts'
import { kindOfCall } from './calls.ts'
import { type Credential, credentialOfIssue, credentialOfUse } from './credential.ts'
import type { Graph } from './graph.ts'
import { type Cause, evidenceOf, type Ref } from './ref.ts'
import type { Issue } from './rows.ts'
import { userOf } from './strangers.ts'
import { causesOf } from './up.ts'
import { issuesFor, namedUsers } from './users.ts'
import { secondOf } from './uses.ts'

/** What was caused, with the link from its cause. */
export interface Effect {
  readonly to: Ref
  readonly cause: Cause
}

/** Calls that issue, made with a credential. */
const issuesBy = (graph: Graph, c: Credential): Issue[] => {
  const keys = c.uses.length === 0 ? [c.key] : c.uses.map((u) => u.key)
  const rows = [
    ...keys.flatMap((key) => (key === null ? [] : graph.find.issuesByKey(key))),
    ...(c.principalId === null ? [] : graph.find.issuesByPrincipal(c.principalId)),
  ]
  return [...new Set(rows)]
    .map(graph.issues.at)
    .filter((issue) => callerOf(graph, issue).node.id === c.id)
}

/** Rows of what a call may have issued: by its key, and by principal and time. */
const rowsIssuedBy = (graph: Graph, issue: Issue): number[] => {
  const { later, byTime } = kindOfCall(issue.name ?? '')
  const byKey = issue.issuedKey === null ? [] : graph.find.usesOfKey(issue.issuedKey)
  const { bearerId, time } = issue
  if (!byTime || bearerId === null || time === null) return byKey
  const seconds = Array.from(
    { length: later + 2 * CLOCKS + 1 },
    (_, i) => secondOf(time) - CLOCKS + i,
  )
  return [...byKey, ...seconds.flatMap((second) => graph.find.usesOfSession(bearerId, second))]
}

const isUnused = (graph: Graph, { issuedKey }: Issue): boolean =>
  issuedKey !== null && graph.find.usesOfKey(issuedKey).length === 0

/** Credentials that some calls may have issued, each once however many calls are near it. */
const issuedBy = (graph: Graph, issues: readonly Issue[]): Credential[] => {
  const rows = new Set(issues.flatMap((issue) => rowsIssuedBy(graph, issue)))
  return [
    ...[...rows].map((row) => credentialOfUse(graph, graph.uses.at(row))),
    ...issues.filter((issue) => isUnused(graph, issue)).map(credentialOfIssue),
  ]
}

const madeUser = (graph: Graph, issue: Issue): Effect[] => {
  if (issue.name !== 'CreateUser' || (issue.madeArn === null && issue.madeId === null)) return []
  return [
    {
      to: userOf(graph, { arn: issue.madeArn, principalId: issue.madeId, account: issue.account }),
      cause: {
        from: callerOf(graph, issue),
        how: 'CreateUser',
        at: issue.time,
        confidence: 'certain',
        because: 'CreateUser made this user',
        evidence: evidenceOf([issue]),
      },
    },
  ]
}

/** A password that someone set for a user: his sign-ins from then on may be anyone's who knows it. */
const passwordFor = (graph: Graph, issue: Issue): Effect[] => {
  const { name, time } = issue
  if (name !== 'CreateLoginProfile' && name !== 'UpdateLoginProfile') return []
  if (time === null) return []
  const rows = namedUsers(graph, issue).flatMap(({ node }) =>
    node.principalId === null ? [] : graph.find.usesOfPrincipal(node.principalId),
  )
  return rows
    .map(graph.uses.at)
    .filter((u) => u.console && (u.createdAt ?? 0) >= time - CLOCKS * SECOND)
    .map((u) => ({
      to: refOf(credentialOfUse(graph, u)),
      cause: {
        from: callerOf(graph, issue),
        how: name,
        at: time,
        confidence: 'possible' as const,
        because: `${name} set the password with which this console was opened`,
        evidence: evidenceOf([issue]),
      },
    }))
}

const once = (effects: readonly Effect[]): Effect[] => [
  ...new Map(effects.map((e) => [`${e.cause.how} ${e.to.node.id}`, e])).values(),
]

const confirmed = (graph: Graph, from: Ref, candidates: readonly Credential[]): Effect[] =>
  [...new Map(candidates.map((c) => [c.id, c])).values()].flatMap((c) => {
    const to = refOf(c)
    return causesOf(graph, to)
      .causes.filter((cause) => cause.from.node.id === from.node.id)
      .map((cause) => ({ to, cause }))
  })

/** What services did for a user, where one of his keys had asked for it. */
const servedFor = (graph: Graph, c: Credential): Credential[] =>
  c.principalId === null || c.principalId.includes(':')
    ? []
    : graph.find
        .usesOfPrincipal(c.principalId)
        .map(graph.uses.at)
        .filter((u) => !u.direct && u.createdAt !== null)
        .map((u) => credentialOfUse(graph, u))

const ofUser = (graph: Graph, { node }: Ref): Credential[] => {
  const rows = [
    ...(node.principalId === null ? [] : graph.find.usesOfPrincipal(node.principalId)),
    ...(node.arn === null ? [] : graph.find.usesOfArn(node.arn)),
  ]
  const used = [...new Set(rows)].map(graph.uses.at)
  const keys = new Set(used.map((u) => u.key))
  const names = node.principalId === null ? [node.arn] : arnsOfUser(graph, node.principalId)
  const given = new Map(
    [...new Set([node.arn, ...names])]
      .flatMap((arn) => issuesFor(graph, arn))
      .filter((i) => i.issuedKey !== null && !keys.has(i.issuedKey))
      .map((i) => [i.row, i]),
  )
  return [
    ...used
      .filter((u) => u.key !== null || u.createdAt !== null)
      .map((u) => credentialOfUse(graph, u)),
    ...[...given.values()].map(credentialOfIssue),
  ]
}

/** What a key, session or user gave rise to, one step down: the mirror of `causesOf`. */
export const effectsOf = (graph: Graph, ref: Ref): Effect[] => {
  const { credential } = ref
  if (ref.node.kind === 'user') return once(confirmed(graph, ref, ofUser(graph, ref)))
  if (credential === undefined) return []
  const issues = issuesBy(graph, credential)
  return once([
    ...confirmed(graph, ref, [...issuedBy(graph, issues), ...servedFor(graph, credential)]),
    ...issues.flatMap((issue) => [...madeUser(graph, issue), ...passwordFor(graph, issue)]),
  ])
}
