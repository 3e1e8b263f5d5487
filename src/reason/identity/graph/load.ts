import type { Query } from '../../../engine/sql.ts'
import type { SessionRef, TraceSubject } from '../../../model/trace.ts'
import type { Graph } from './graph.ts'

export interface LoadOptions {
  /** Only what is above these (and below, with `down`), found hop by hop. Absent, with `sessions`: the whole lake. */
  readonly subjects?: readonly TraceSubject[]
  readonly sessions?: readonly SessionRef[]
  /** Also everything that derives from them. */
  readonly down?: boolean
}

/**
 * Keys, sessions and the calls that issued them, out of the view `events`. What is loaded around some subjects gives
 * the same answers about them as the whole does. The order of the rows, and copies of one event, change nothing.
 */
export const loadGraph = async (_query: Query, _options: LoadOptions = {}): Promise<Graph> => {
  throw new TypeError('not yet')
}
