import type { Actor, SessionRef, TraceNode, TraceRoot } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import type { Graph } from './graph.ts'
import { rootNode, userNode } from './node-ids.ts'
import { CLAIM } from './ref.ts'
import { refOfSession } from './subject.ts'
import { claimsIn, newWalk, rootsOf, type Walk, walkUp } from './walk.ts'

const UNSEEN: Actor = {
  known: false,
  kind: 'unknown',
  label: 'unknown',
  node: '',
  confidence: null,
  because: 'the record bears neither a key nor a session that could be followed',
  through: null,
  facts: {},
  evidence: [],
}

const IN_CIRCLE: Actor = {
  ...UNSEEN,
  because: 'the records say that sessions opened one another in a circle, so that none began it',
}

const evidenceIn = (walk: Walk) => {
  const all = [...walk.edges.values()].flatMap((e) => e.evidence)
  return [...new Map(all.map((e) => [`${e.eventId} ${e.account}`, e])).values()]
}

/** How the root is known; where that is but possible, the link that makes it so. */
const becauseOf = (walk: Walk, { node, confidence }: TraceRoot): string => {
  const edges = [...walk.edges.values()]
  const weak = edges.find((e) => e.confidence === 'possible' && e.how !== CLAIM)
  const edge = (confidence === 'possible' ? weak : undefined) ?? edges.find((e) => e.from === node)
  return edge === undefined ? 'its name is in the record itself' : edge.because
}

/** The lasting key nearest to the session, where the root is not the user who bears it. */
const throughIn = (walk: Walk, root: TraceRoot): Actor['through'] => {
  const key = [...walk.nodes.values()].find((n) => n.kind === 'long-term-key')
  if (key === undefined) return null
  const bears = [...walk.edges.values()].find((e) => e.to === key.id && e.how === 'bears')
  return bears?.from === root.node
    ? null
    : { key: key.keyId ?? key.label, bearer: walk.nodes.get(bears?.from ?? '')?.label ?? null }
}

/** Whom records that contradict one another name instead: each is but possible, and none is named alone. */
const labelIn = (walk: Walk, roots: readonly TraceRoot[], { label }: TraceNode): string => {
  const [first] = roots
  if (first?.confidence !== 'possible') return label
  const claims = claimsIn(walk)
  const alike = roots.filter(
    (r) => r.confidence === 'possible' && claims.has(r.node) === claims.has(first.node),
  )
  const labels = alike.flatMap((r) => walk.nodes.get(r.node)?.label ?? [])
  return [...new Set(labels)].sort().join(' or ') || label
}

/** The name that the first caller gave himself stands beside whoever called. */
const factsIn = (walk: Walk, node: TraceNode): Actor['facts'] => {
  const names = [...claimsIn(walk)].flatMap((id) => walk.nodes.get(id)?.label ?? []).sort()
  return names.length === 0 ? node.facts : { ...node.facts, 'source identity': names.join(' or ') }
}

/** Why nobody is named: no record tells, the caller's own account has it, or not all was followed. */
const lossOf = (walk: Walk, root: TraceRoot, notes: readonly string[]): string => {
  const lost = walk.lost.find((l) => l.node === root.node)?.lost
  if (lost?.outside !== undefined && lost.outside !== null)
    return `only account ${lost.outside} has the record that tells who its caller was`
  const [note] = notes
  if (lost === undefined && note !== undefined) return note
  return `no record of ${lost?.calls[0] ?? 'the call that issued it'} tells who opened this session`
}

const actorIn = (
  walk: Walk,
  notes: readonly string[],
  roots: readonly TraceRoot[],
  root: TraceRoot,
  node: TraceNode,
): Actor => {
  return {
    known: root.confidence !== null,
    kind: node.kind,
    label: labelIn(walk, roots, node),
    node: node.id,
    confidence: root.confidence,
    because: root.confidence !== null ? becauseOf(walk, root) : lossOf(walk, root, notes),
    through: throughIn(walk, root),
    facts: factsIn(walk, node),
    evidence: evidenceIn(walk),
  }
}

/** A user or root who shows himself with neither key nor session: a sign-in, a call that was refused early. */
const byName = ({ arn, principalId }: SessionRef): Actor => {
  const parsed = arn === null ? undefined : parsePrincipalArn(arn)
  const node =
    parsed?.kind === 'user'
      ? userNode(arn, principalId, parsed.account)
      : parsed?.kind === 'root'
        ? rootNode(parsed.account)
        : undefined
  return node === undefined
    ? UNSEEN
    : {
        known: true,
        kind: node.kind,
        label: node.label,
        node: node.id,
        confidence: 'certain',
        because: 'its name is in the record itself',
        through: null,
        facts: {},
        evidence: [],
      }
}

const actorOf = (graph: Graph, session: SessionRef): Actor => {
  const ref = refOfSession(graph, session)
  if (ref === undefined) return byName(session)
  const walk = newWalk()
  walkUp(graph, [ref], walk)
  const roots = rootsOf(walk, [ref.node.id])
  const [root] = roots
  const node = root === undefined ? undefined : walk.nodes.get(root.node)
  return root === undefined || node === undefined
    ? IN_CIRCLE
    : actorIn(walk, graph.notes, roots, root, node)
}

/**
 * The person or workload behind each of these sessions, in the same order. Load the graph around the sessions for a
 * few (`loadGraph(query, { sessions })`); the same session twice costs nothing.
 */
export const actorsOf = (graph: Graph, sessions: readonly SessionRef[]): readonly Actor[] => {
  const known = new Map<string, Actor>()
  return sessions.map((session) => {
    const { key, principalId, createdAt, arn } = session
    const id = JSON.stringify([key, principalId, createdAt, arn])
    const before = known.get(id)
    if (before !== undefined) return before
    const actor = actorOf(graph, session)
    known.set(id, actor)
    return actor
  })
}
