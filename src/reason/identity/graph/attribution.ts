import type { NodeKind, Opacity } from '../../../model/trace.ts'
import type { Credential } from './credential.ts'
import type { Graph } from './graph.ts'
import { type Cause, type Causes, CLAIM, type Ref } from './ref.ts'
import { causesOf } from './up.ts'

/** To whom a session leads, or why it does not. */
export type Attribution =
  | { readonly to: string; readonly label: string; readonly kind: NodeKind }
  | {
      readonly lost: Opacity
      /** The session further up that no recorded call opened, where the chain is lost at one. */
      readonly top?: Credential
    }

/** What was worked out: by the first row of a credential, or its id where it was never used. */
export type Known = Map<number | string, Attribution>

const keyOf = (c: Credential): number | string => c.uses[0]?.row ?? c.id

const NAMED: readonly NodeKind[] = ['person', 'workload', 'user', 'root', 'service']

/** Longer chains than this are not followed. */
const MAX_HOPS = 1_000

const ofCauses = (
  graph: Graph,
  { causes, conflicts }: Causes,
  known: Known,
  hops: number,
): Attribution => {
  const sure = causes.filter((c) => c.confidence !== 'possible')
  if (sure.length === 0)
    return {
      lost:
        conflicts.length > 0 && causes.some((c) => c.how !== CLAIM)
          ? 'contradicting records'
          : 'issuing call not recorded',
    }
  // Who is named stands before what is called; a source identity is no more than possible, and names nobody here.
  const rank = (c: Cause) =>
    NAMED.includes(c.from.node.kind) ? NAMED.indexOf(c.from.node.kind) : NAMED.length
  const inOrder = sure.length < 2 ? sure : [...sure].sort((a, b) => rank(a) - rank(b))
  const results = inOrder.map((c) => above(graph, c.from, known, hops + 1))
  return results.find((r) => 'to' in r) ?? results[0] ?? { lost: 'chain lost further up' }
}

/** What a session tells of those that it opened: where its own beginning is lost, theirs is lost further up. */
const asAbove = (credential: Credential, found: Attribution): Attribution =>
  'lost' in found && found.lost === 'issuing call not recorded'
    ? { lost: 'chain lost further up', top: credential }
    : found

const above = (graph: Graph, ref: Ref, known: Known, hops: number): Attribution => {
  const { credential } = ref
  if (credential === undefined) {
    const { node } = ref
    if (NAMED.includes(node.kind)) return { to: node.id, label: node.label, kind: node.kind }
    return node.kind === 'outside-account'
      ? { lost: 'caller outside the accounts read' }
      : { lost: 'chain lost further up' }
  }
  const key = keyOf(credential)
  const before = known.get(key)
  if (before !== undefined) return before
  if (hops > MAX_HOPS) return { lost: 'chain lost further up' }
  // A circle leads nowhere.
  known.set(key, { lost: 'chain lost further up' })
  const result = asAbove(credential, ofCauses(graph, causesOf(graph, ref), known, hops))
  known.set(key, result)
  return result
}

/** The same for the causes of a session, which is remembered: many others may have been opened with it. */
export const attributionOf = (
  graph: Graph,
  session: Credential,
  causes: Causes,
  known: Known,
): Attribution => {
  const found = ofCauses(graph, causes, known, 0)
  known.set(keyOf(session), asAbove(session, found))
  return found
}
