import { groupBy } from '../../model/group-by.ts'
import type { Confidence, Trace, TraceEdge, TraceNode } from '../../model/trace.ts'
import { bearersOf } from './bearers.ts'
import { partsOf } from './parts.ts'

/** Nodes that play the same part: alike in kind, name and account, and come by the same calls from the same groups. */
export interface Group {
  readonly id: string
  /** By creation time; never empty. */
  readonly members: readonly [TraceNode, ...TraceNode[]]
  readonly isStart: boolean
  readonly isRoot: boolean
  /** Whose name its keys bear, as far as a record tells. */
  readonly bearer: string | null
}

/** The links between two groups by one kind of call, by time; never empty. */
export interface GroupLink {
  readonly from: Group
  readonly to: Group
  readonly how: string
  readonly edges: readonly [TraceEdge, ...TraceEdge[]]
  /** The weakest of them. */
  readonly confidence: Confidence
}

/** A trace as people read it: a thousand sessions of one name are one group with a thousand members. */
export interface Groups {
  readonly all: readonly Group[]
  readonly links: readonly GroupLink[]
  readonly above: (group: Group) => readonly GroupLink[]
  readonly below: (group: Group) => readonly GroupLink[]
}

const WEAKEST: readonly Confidence[] = ['possible', 'likely', 'certain']

export const weakest = (list: readonly Confidence[]): Confidence =>
  WEAKEST.find((c) => list.includes(c)) ?? 'possible'

const byTime = <T extends { readonly at: number | null }>(a: T, b: T): number =>
  (a.at ?? 0) - (b.at ?? 0)

const isFilled = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0

/** Groups and links of a trace. Linear in its size. */
export const groupsOf = (trace: Trace): Groups => {
  const parts = partsOf(trace)
  const starts = new Set(trace.starts)
  const roots = new Set(trace.roots.map((r) => r.node))
  const bearers = bearersOf(trace)
  const all = [...groupBy(trace.nodes, (n) => parts.get(n.id) ?? n.id)].flatMap(([id, own]) => {
    const members = own.toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
    if (!isFilled(members)) return []
    return [
      {
        id,
        members,
        isStart: own.some((n) => starts.has(n.id)),
        isRoot: own.some((n) => roots.has(n.id)),
        bearer: bearers.get(members[0].id) ?? null,
      },
    ]
  })
  const groups = new Map(all.map((g) => [g.id, g]))
  const ends = (e: TraceEdge) => [parts.get(e.from), parts.get(e.to), e.how]
  const links = [...groupBy(trace.edges, (e) => JSON.stringify(ends(e))).values()].flatMap(
    (own): readonly GroupLink[] => {
      const edges = own.toSorted(byTime)
      const [from, to] = own.slice(0, 1).flatMap((e) => [parts.get(e.from), parts.get(e.to)])
      const [a, b] = [groups.get(from ?? ''), groups.get(to ?? '')]
      if (!isFilled(edges) || a === undefined || b === undefined) return []
      const confidence = weakest(edges.map((e) => e.confidence))
      return [{ from: a, to: b, how: edges[0].how, edges, confidence }]
    },
  )
  const above = groupBy(links, (l) => l.to.id)
  const below = groupBy(links, (l) => l.from.id)
  return {
    all,
    links,
    above: (group) => above.get(group.id) ?? [],
    below: (group) => below.get(group.id) ?? [],
  }
}
