import { arnsOf } from './contradictions.ts'
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

/** A user by whatever is known; his unique id where some call of his tells it. */
export const userOf = (
  graph: Graph,
  user: {
    readonly arn: string | null
    readonly principalId: string | null
    readonly account: string | null
  },
): Ref => {
  const rows =
    user.principalId !== null
      ? graph.find.usesOfPrincipal(user.principalId)
      : user.arn === null
        ? []
        : graph.find.usesOfArn(user.arn)
  const uses = rows.map(graph.uses.at)
  const arns = arnsOf(uses).filter((arn) => arn.includes(':user/'))
  const ids = uses
    .flatMap((u) => (u.principalId !== null && USER_ID.test(u.principalId) ? [u.principalId] : []))
    .sort()
  const node = userNode(
    user.arn ?? arns[0] ?? null,
    user.principalId ?? ids[0] ?? null,
    user.account,
  )
  // Renamed, or forged: by whatever it was called.
  const isOne = user.principalId === null || arns.length < 2
  const names = arns.map((arn) => arn.split('/').at(-1) ?? arn).sort()
  return { node: isOne ? node : { ...node, label: names.join(' or ') } }
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
