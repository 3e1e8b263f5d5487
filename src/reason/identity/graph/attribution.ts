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

const NAMED: readonly NodeKind[] = ['person', 'workload', 'user', 'root', 'service']

/** Longer chains than this are not followed. */
const MAX_HOPS = 1_000

const ofCauses = (
  graph: Graph,
  { causes, conflicts }: Causes,
  known: Map<string, Attribution>,
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
  const results = [...sure]
    .sort((a, b) => rank(a) - rank(b))
    .map((c) => above(graph, c.from, known, hops + 1))
  return results.find((r) => 'to' in r) ?? results[0] ?? { lost: 'chain lost further up' }
}

const above = (
  graph: Graph,
  ref: Ref,
  known: Map<string, Attribution>,
  hops: number,
): Attribution => {
  const { node } = ref
  if (NAMED.includes(node.kind)) return { to: node.id, label: node.label, kind: node.kind }
  if (node.kind === 'outside-account') return { lost: 'caller outside the accounts read' }
  if (ref.credential === undefined || hops > MAX_HOPS) return { lost: 'chain lost further up' }
  const before = known.get(node.id)
  if (before !== undefined) return before
  // A circle leads nowhere.
  known.set(node.id, { lost: 'chain lost further up' })
  const found = ofCauses(graph, causesOf(graph, ref), known, hops)
  const result: Attribution =
    'lost' in found && found.lost === 'issuing call not recorded'
      ? { lost: 'chain lost further up', top: ref.credential }
      : found
  known.set(node.id, result)
  return result
}

/** The same for the causes of a session; `known` remembers what is above it, since many sessions share that. */
export const attributionOf = (
  graph: Graph,
  causes: Causes,
  known: Map<string, Attribution>,
): Attribution => ofCauses(graph, causes, known, 0)
