import type { Evidence } from '../../model/coverage.ts'
import type { Settings } from '../../model/settings.ts'
import type {
  Trace,
  TraceConflict,
  TraceEdge,
  TraceNode,
  TraceRoot,
  TraceSubject,
} from '../../model/trace.ts'
import type { AskSources } from '../../pipeline.ts'
import type { Graph } from '../identity/graph/graph.ts'
import { loadGraph } from '../identity/graph/load.ts'
import { MAX_STARTS, startsOf } from '../identity/graph/subject.ts'
import {
  MAX_DERIVED,
  newWalk,
  rootsOf,
  type Walk,
  walkDown,
  walkUp,
} from '../identity/graph/walk.ts'
import { missingHop } from './missing.ts'
import { nearSubjects } from './near.ts'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byTime = (a: TraceNode, b: TraceNode): number =>
  (a.createdAt ?? a.used?.first ?? 0) - (b.createdAt ?? b.used?.first ?? 0) || compare(a.id, b.id)

const edgeOrder = (a: TraceEdge, b: TraceEdge): number =>
  (a.at ?? 0) - (b.at ?? 0) ||
  compare(a.from, b.from) ||
  compare(a.to, b.to) ||
  compare(a.how, b.how)

const conflictOrder = (a: TraceConflict, b: TraceConflict): number =>
  compare(a.node, b.node) || compare(a.sentence, b.sentence)

/** Whatever is below the starts: reached by links, and no start itself. */
const derivedOf = (walk: Walk, starts: readonly string[], above: ReadonlySet<string>): string[] =>
  [...walk.nodes.values()]
    .filter((n) => !above.has(n.id) && !starts.includes(n.id))
    .sort(byTime)
    .map((n) => n.id)

/** Sessions that were each opened by another of them have no beginning: a record of it is not true. */
const circleOf = ([node]: readonly string[], roots: readonly TraceRoot[]): TraceConflict[] =>
  node === undefined || roots.length > 0
    ? []
    : [
        {
          node,
          sentence:
            'the records say that sessions opened one another in a circle, so that none began it: at least one record is not true',
          evidence: [],
        },
      ]

/** Who is behind a subject and all that derives from it, out of a graph that was loaded around it or whole. */
export const traceOf = (
  graph: Graph,
  subject: TraceSubject,
  evidence: Evidence,
  settings: Settings,
): Trace => {
  const all = startsOf(graph, subject)
  const refs = all.slice(0, MAX_STARTS)
  const starts = refs.map((r) => r.node.id)
  const walk = newWalk()
  walkUp(graph, refs, walk)
  const above = new Set(walk.nodes.keys())
  const roots = rootsOf(walk, starts)
  const isAll = walkDown(graph, refs, walk)
  return {
    subject: subject.text,
    seen: starts.length > 0,
    near: [],
    starts,
    nodes: [...walk.nodes.values()].sort(byTime),
    edges: [...walk.edges.values()].sort(edgeOrder),
    roots,
    missing: walk.lost
      .map(({ node, lost }) => missingHop(node, lost, evidence, settings))
      .sort((a, b) => compare(a.node, b.node)),
    conflicts: [...walk.conflicts, ...circleOf(starts, roots)].sort(conflictOrder),
    derived: derivedOf(walk, starts, above),
    notes: [
      ...graph.notes,
      ...(all.length > MAX_STARTS
        ? [
            `it has ${all.length} sessions, and the first ${MAX_STARTS} are shown: --at or --from and --to name fewer`,
          ]
        : []),
      ...(isAll ? [] : [`more than ${MAX_DERIVED} identities derive from it: not all are shown`]),
    ],
  }
}

/** The same, loading what it needs: with names that were perhaps meant where the subject was never seen (R28). */
export const trace = async (
  subject: TraceSubject,
  { query, evidence, settings }: AskSources,
): Promise<Trace> => {
  const graph = await loadGraph(query, { subjects: [subject], down: true })
  const found = traceOf(graph, subject, evidence, settings)
  return found.seen ? found : { ...found, near: await nearSubjects(subject.text, query, evidence) }
}
