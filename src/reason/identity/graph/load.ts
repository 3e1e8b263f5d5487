import type { Query } from '../../../engine/sql.ts'
import type { SessionRef, TraceSubject } from '../../../model/trace.ts'
import { graphAround } from './around.ts'
import { type Graph, makeGraph } from './graph.ts'
import { readIssues, readUses } from './read.ts'
import { slices } from './slices.ts'

export interface LoadOptions {
  /** Only what is above these (and below, with `down`), found hop by hop. Absent, with `sessions`: the whole lake. */
  readonly subjects?: readonly TraceSubject[]
  readonly sessions?: readonly SessionRef[]
  /** Also everything that derives from them. */
  readonly down?: boolean
}

const wholeGraph = async (query: Query): Promise<Graph> => {
  const { addIssue, addUse, done } = makeGraph()
  const parts = (await slices(query)).flatMap((slice) => [
    { read: readIssues, add: addIssue, slice },
    { read: readUses, add: addUse, slice },
  ])
  // The engine reads the next part while this one is put in its place.
  const start = (i: number) => {
    const part = parts[i]
    return part === undefined ? undefined : part.read(query, [part.slice])
  }
  let next = start(0)
  for (const [i, { add }] of parts.entries()) {
    const rows = await next
    next = start(i + 1)
    for (const cells of rows?.() ?? []) add(cells)
  }
  return done([])
}

/**
 * Keys, sessions and the calls that issued them, out of the view `events`. What is loaded around some subjects gives
 * the same answers about them as the whole does. The order of the rows, and copies of one event, change nothing.
 */
export const loadGraph = async (query: Query, options: LoadOptions = {}): Promise<Graph> => {
  const { subjects, sessions } = options
  if (subjects === undefined && sessions === undefined) return wholeGraph(query)
  return graphAround(query, subjects ?? [], sessions ?? [], options.down === true)
}
