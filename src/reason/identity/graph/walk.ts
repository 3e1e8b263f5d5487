import type {
  Confidence,
  NodeKind,
  TraceConflict,
  TraceEdge,
  TraceNode,
  TraceRoot,
} from '../../../model/trace.ts'
import { effectsOf } from './down.ts'
import type { Graph } from './graph.ts'
import { type Cause, type Causes, CLAIM, type Lost, type Ref } from './ref.ts'
import { causesOf } from './up.ts'

/** So many nodes are drawn below a subject; beyond it the trace says that there are more. */
export const MAX_DERIVED = 2_000

/** What was walked: nodes by id, links, and where the way is lost. */
export interface Walk {
  readonly nodes: Map<string, TraceNode>
  readonly edges: Map<string, TraceEdge>
  readonly lost: { readonly node: string; readonly lost: Lost }[]
  readonly conflicts: TraceConflict[]
}

export const newWalk = (): Walk => ({ nodes: new Map(), edges: new Map(), lost: [], conflicts: [] })

export const edgeOf = (to: Ref, { from, ...cause }: Cause): TraceEdge => ({
  from: from.node.id,
  to: to.node.id,
  ...cause,
})

const add = (walk: Walk, edge: TraceEdge) =>
  walk.edges.set(JSON.stringify([edge.from, edge.to, edge.how]), edge)

const withTime = (lost: Lost, came: Cause | undefined): Lost =>
  lost.around === null && came !== undefined ? { ...lost, around: came.at } : lost

/** Walks from some nodes to everybody who caused them, each once: a circle ends as well. */
export const walkUp = (graph: Graph, starts: readonly Ref[], walk: Walk): void => {
  let frontier: { readonly ref: Ref; readonly came: Cause | undefined }[] = starts.map((ref) => ({
    ref,
    came: undefined,
  }))
  while (frontier.length > 0) {
    const next: typeof frontier = []
    for (const { ref, came } of frontier) {
      if (walk.nodes.has(ref.node.id)) continue
      walk.nodes.set(ref.node.id, ref.node)
      const { causes, lost, conflicts }: Causes = causesOf(graph, ref)
      if (lost !== undefined) walk.lost.push({ node: ref.node.id, lost: withTime(lost, came) })
      walk.conflicts.push(
        ...conflicts
          .filter((c) => !walk.conflicts.some((w) => w.sentence === c.sentence))
          .map((c) => ({ node: ref.node.id, ...c })),
      )
      for (const cause of causes) {
        add(walk, edgeOf(ref, cause))
        next.push({ ref: cause.from, came: cause })
      }
    }
    frontier = next
  }
}

/** Walks from some nodes to everything that derives from them; whether all of it was reached. */
export const walkDown = (graph: Graph, starts: readonly Ref[], walk: Walk): boolean => {
  const seen = new Set(starts.map((s) => s.node.id))
  let frontier = [...starts]
  while (frontier.length > 0) {
    const next: Ref[] = []
    for (const ref of frontier)
      for (const { to, cause } of effectsOf(graph, ref)) {
        add(walk, edgeOf(to, cause))
        if (seen.has(to.node.id)) continue
        if (seen.size > MAX_DERIVED) return false
        seen.add(to.node.id)
        walk.nodes.set(to.node.id, to.node)
        next.push(to)
      }
    frontier = next
  }
  return true
}

const RANK: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 }
const NAMES: readonly (Confidence | null)[] = [null, 'possible', 'likely', 'certain']

/** Who comes first where a chain has several roots: people, then what runs, then names, then what is lost. */
const ORDER: readonly NodeKind[] = [
  'person',
  'workload',
  'user',
  'root',
  'service',
  'outside-account',
  'unknown',
]

const isNamed = (kind: NodeKind): boolean => ORDER.indexOf(kind) >= 0 && ORDER.indexOf(kind) < 5

/** Names that callers gave themselves, and nothing else speaks for. */
export const claimsIn = (walk: Pick<Walk, 'edges'>): ReadonlySet<string> => {
  const edges = [...walk.edges.values()]
  const others = new Set(edges.flatMap((e) => (e.how === CLAIM ? [] : [e.from])))
  return new Set(edges.flatMap((e) => (others.has(e.from) ? [] : [e.from])))
}

/** Where the chains from some nodes end, each with the weakest link of its surest chain. */
export const rootsOf = (walk: Walk, starts: readonly string[]): TraceRoot[] => {
  const into = new Map<string, TraceEdge[]>()
  for (const edge of walk.edges.values()) {
    const list = into.get(edge.to)
    if (list === undefined) into.set(edge.to, [edge])
    else list.push(edge)
  }
  // Whoever bears names that contradict one another is nobody in particular.
  const doubted = new Set(walk.conflicts.map((c) => c.node))
  const isDoubted = (id: string) => doubted.has(id) && walk.nodes.get(id)?.kind === 'user'
  const best = new Map<string, number>(
    starts.map((s) => [s, isDoubted(s) ? RANK.possible : RANK.certain]),
  )
  let frontier = [...starts]
  while (frontier.length > 0) {
    const next: string[] = []
    for (const id of frontier)
      for (const { from, confidence } of into.get(id) ?? []) {
        const value = Math.min(best.get(id) ?? 0, RANK[confidence])
        if (value <= (best.get(from) ?? 0)) continue
        best.set(from, value)
        next.push(from)
      }
    frontier = next
  }
  const claims = claimsIn(walk)
  const rank = (id: string) => {
    if (claims.has(id)) return ORDER.length + 1
    const at = ORDER.indexOf(walk.nodes.get(id)?.kind ?? 'unknown')
    return at < 0 ? ORDER.length : at
  }
  return [...best]
    .filter(([id]) => (into.get(id) ?? []).length === 0)
    .map(([node, value]) => ({
      node,
      confidence: isNamed(walk.nodes.get(node)?.kind ?? 'unknown') ? (NAMES[value] ?? null) : null,
    }))
    .sort(
      (a, b) =>
        rank(a.node) - rank(b.node) ||
        (b.confidence === null ? 0 : RANK[b.confidence]) -
          (a.confidence === null ? 0 : RANK[a.confidence]) ||
        (a.node < b.node ? -1 : 1),
    )
}
