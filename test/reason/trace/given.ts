import type { Evidence } from '../../../src/model/coverage.ts'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { parseInstant } from '../../../src/model/time.ts'
import type { Trace, TraceSubject } from '../../../src/model/trace.ts'
import { loadGraph } from '../../../src/reason/identity/graph/load.ts'
import { trace, traceOf } from '../../../src/reason/trace/trace.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'

export const nothingKnown: Evidence = {
  now: parseInstant('2026-04-01'),
  snapshots: [],
  events: [],
  manifest: { runs: [], objects: [], conflicts: [], unknownKeys: {}, events: 0, sightings: 0 },
  ledger: [],
}

/** The trace of a subject in a lake of these records, loaded around it. */
export const traced = async (
  records: readonly object[],
  subject: string | TraceSubject,
  evidence: Evidence = nothingKnown,
): Promise<Trace> => {
  const lake = await memoryLake(records)
  const asked = typeof subject === 'string' ? { text: subject } : subject
  try {
    return await trace(asked, { query: lake.query, evidence, settings: DEFAULT_SETTINGS })
  } finally {
    await lake.close()
  }
}

/** The same for several subjects, out of the whole graph. */
export const tracedInWhole = async (
  records: readonly object[],
  subjects: readonly string[],
): Promise<Trace[]> => {
  const lake = await memoryLake(records)
  try {
    const graph = await loadGraph(lake.query)
    return subjects.map((text) => traceOf(graph, { text }, nothingKnown, DEFAULT_SETTINGS))
  } finally {
    await lake.close()
  }
}

/** Roots as `kind label confidence`, and links as `from -call-> to confidence`, for reading. */
export const rootsIn = (t: Trace): string[] =>
  t.roots.map(({ node, confidence }) => {
    const found = t.nodes.find((n) => n.id === node)
    return `${found?.kind} ${found?.label} ${confidence}`
  })

export const linksIn = (t: Trace): string[] => {
  const label = (id: string) => t.nodes.find((n) => n.id === id)?.label ?? '?'
  return t.edges.map((e) => `${label(e.from)} -${e.how}-> ${label(e.to)} ${e.confidence}`).sort()
}
