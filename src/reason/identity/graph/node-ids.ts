import type { NodeKind, TraceNode } from '../../../model/trace.ts'

/** An id that no text of a log can imitate: a list as JSON. */
export const nodeId = (...parts: readonly (string | number | null)[]): string =>
  JSON.stringify(parts)

const plain = (kind: NodeKind, id: string, label: string): TraceNode => ({
  id,
  kind,
  label,
  account: null,
  arn: null,
  principalId: null,
  keyId: null,
  createdAt: null,
  facts: {},
  used: null,
})

/** Texts of facts that are known. */
export const factsOf = (
  facts: Readonly<Record<string, string | null | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (e): e is [string, string] => typeof e[1] === 'string' && e[1] !== '',
    ),
  )

export const serviceNode = (service: string): TraceNode =>
  plain('service', nodeId('service', service), service)

/** Names that are compared without case by who gives them; subjects of tokens are told apart by it. */
const FOLDED: ReadonlySet<string> = new Set(['Identity Center user'])

export const personNode = (
  kind: NodeKind,
  what: string,
  name: string,
  provider: string | null,
  facts: TraceNode['facts'] = {},
): TraceNode => ({
  ...plain(kind, nodeId(kind, what, FOLDED.has(what) ? name.toLowerCase() : name, provider), name),
  facts: { ...facts, [what]: name, ...factsOf({ provider }) },
})

export const workloadNode = (
  what: string,
  name: string,
  account: string | null,
  facts: TraceNode['facts'] = {},
): TraceNode => ({
  ...plain('workload', nodeId('workload', what, name, account), name),
  account,
  facts: { ...facts, [what]: name },
})

export const userNode = (
  arn: string | null,
  principalId: string | null,
  account: string | null,
): TraceNode => ({
  ...plain(
    'user',
    nodeId('user', principalId ?? arn?.toLowerCase() ?? null),
    arn?.split('/').at(-1) ?? principalId ?? '',
  ),
  arn,
  principalId,
  account,
})

export const rootNode = (account: string | null, partition = 'aws'): TraceNode => ({
  ...plain('root', nodeId('root', account), `root of ${account ?? 'an unknown account'}`),
  account,
  arn: account === null ? null : `arn:${partition}:iam::${account}:root`,
})

export const outsideNode = (account: string | null, principalId: string | null): TraceNode => ({
  ...plain(
    'outside-account',
    nodeId('outside', account, principalId),
    `account ${account ?? 'unknown'}`,
  ),
  account,
  principalId,
  facts: factsOf({ 'principal id': principalId }),
})
