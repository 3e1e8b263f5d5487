import type { Actor, SessionRef } from '../../../model/trace.ts'
import type { Graph } from './graph.ts'

/**
 * The person or workload behind each of these sessions, in the same order. Load the graph around the sessions for a
 * few (`loadGraph(query, { sessions })`); the same session twice costs nothing.
 */
export const actorsOf = (_graph: Graph, _sessions: readonly SessionRef[]): readonly Actor[] => {
  throw new TypeError('not yet')
}
