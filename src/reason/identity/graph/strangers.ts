import type { TraceNode } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import { sameName } from '../same-name.ts'
import { arnsOfUser } from './arns.ts'
import type { Graph } from './graph.ts'
import {
  factsOf,
  nodeId,
  outsideNode,
  personNode,
  rootNode,
  serviceNode,
  userNode,
  workloadNode,
} from './node-ids.ts'
import { providerOrigins, SUBJECT, workloadOrigins } from './origins.ts'
import type { Ref } from './ref.ts'
import { formerName, namesOfUsers, renamesThrough } from './renames.ts'
import type { Issue } from './rows.ts'

interface Tag {
  readonly key?: unknown
  readonly value?: unknown
}

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Session tags of a request: a list of pairs, or one object (facts/aws.md 6.1). */
const tagsOf = (issue: Issue): Readonly<Record<string, string>> => {
  const tags = parsed(issue.tags)
  if (Array.isArray(tags))
    return Object.fromEntries(
      (tags as Tag[]).flatMap((t) =>
        typeof t?.key === 'string' && typeof t.value === 'string' ? [[t.key, t.value]] : [],
      ),
    )
  return typeof tags === 'object' && tags !== null
    ? factsOf(tags as Readonly<Record<string, string>>)
    : {}
}

const podOf = (issue: Issue, account: string | null): Ref | undefined => {
  const tags = tagsOf(issue)
  const pod = tags['kubernetes-pod-name']
  if (pod === undefined) return undefined
  const place = tags['kubernetes-namespace']
  const facts = factsOf({
    cluster: tags['eks-cluster-name'],
    'service account': tags['kubernetes-service-account'],
  })
  return {
    node: workloadNode('pod', place === undefined ? pod : `${place}/${pod}`, account, facts),
  }
}

/** A service of AWS that takes a role for something: what that is, where session name or tags tell it. */
export const serviceOf = (service: string, issue: Issue): Ref => {
  const account = issue.account
  const pod = podOf(issue, account)
  if (pod !== undefined) return pod
  const origin = workloadOrigins.find((o) => o.service.test(service))
  const name = origin === undefined ? undefined : origin.name.exec(issue.bearerName ?? '')?.[1]
  return origin === undefined || name === undefined
    ? { node: serviceNode(service) }
    : { node: workloadNode(origin.what, name, account, { 'handed out by': service }) }
}

/** Whoever came with a token of an identity provider (facts/aws.md 6.1, 6.2). */
export const outsiderOf = (issue: Issue): Ref => {
  const subject = issue.subject ?? issue.callerName ?? issue.callerPrincipal
  const { provider } = issue
  const isToken = issue.name === 'AssumeRoleWithWebIdentity'
  const origin =
    providerOrigins.find((o) => o.provider.test(provider ?? '')) ??
    (isToken ? SUBJECT : { kind: 'person' as const, what: 'SAML subject' })
  if (subject === null)
    return { node: { ...serviceNode(provider ?? 'an identity provider'), kind: 'unknown' } }
  return {
    node: personNode(
      origin.kind,
      origin.what,
      subject,
      provider,
      factsOf({ 'session name': issue.bearerName }),
    ),
  }
}

const USER_ID = /^AIDA/

/** By what he is called now, with what he was called before; by all his names where no record explains them. */
const named = (graph: Graph, node: TraceNode, arns: readonly string[]): TraceNode => {
  const [first] = arns
  if (first === undefined) return node
  if (arns.length === 1) return { ...node, arn: node.arn ?? first }
  const users = namesOfUsers(arns)
  const chain = users && renamesThrough(graph, users.account, users.names)
  const last = chain?.at(-1)
  if (chain === undefined || last === undefined) {
    const names = arns.map((arn) => arn.split('/').at(-1) ?? arn).sort()
    return { ...node, arn: first, label: names.join(' or ') }
  }
  const arn = arns.find((a) => sameName(parsePrincipalArn(a)?.name, last.to)) ?? first
  const former = factsOf({ 'former name': chain.map(formerName).join(', ') })
  return { ...node, arn, label: arn.split('/').at(-1) ?? arn, facts: former }
}

/** A user by whatever is known; his unique id where some call of his tells it, and no other bore his name. */
export const userOf = (
  graph: Graph,
  user: {
    readonly arn: string | null
    readonly principalId: string | null
    readonly account: string | null
  },
): Ref => {
  const ids =
    user.principalId !== null || user.arn === null
      ? []
      : graph.find.usesOfArn(user.arn).flatMap((row) => {
          const { principalId: id } = graph.uses.at(row)
          return id !== null && USER_ID.test(id) ? [id] : []
        })
  const [only, ...others] = new Set(ids)
  const principalId = user.principalId ?? (others.length === 0 ? (only ?? null) : null)
  const arns =
    principalId === null
      ? []
      : arnsOfUser(graph, principalId).filter((arn) => arn.includes(':user/'))
  const node = userNode(user.arn ?? arns[0] ?? null, principalId, user.account)
  return { node: named(graph, node, arns) }
}

/** Who is known only by what another account's copy shows of him (R14). */
export const hiddenOf = (graph: Graph, issue: Issue): Ref => {
  const { callerPrincipal: id, callerAccount: account } = issue
  if (id !== null && USER_ID.test(id)) {
    const known = graph.find.usesOfPrincipal(id)
    if (known.length > 0) return userOf(graph, { arn: null, principalId: id, account })
  }
  return { node: outsideNode(account, id) }
}

export const rootOf = (account: string | null): Ref => ({ node: rootNode(account) })

export const unknownOf = (arn: string): Ref => ({
  node: { ...serviceNode(arn), id: nodeId('unknown', arn), kind: 'unknown', arn },
})
