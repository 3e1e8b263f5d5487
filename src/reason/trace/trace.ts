import type { Evidence } from '../../model/coverage.ts'
import type { Settings } from '../../model/settings.ts'
import type { Trace, TraceSubject } from '../../model/trace.ts'
import type { AskSources } from '../../pipeline.ts'
import type { Graph } from '../identity/graph/graph.ts'

/** Who is behind a subject and all that derives from it, out of a graph that was loaded around it or whole. */
export const traceOf = (
  _graph: Graph,
  _subject: TraceSubject,
  _evidence: Evidence,
  _settings: Settings,
): Trace => {
  throw new TypeError('not yet')
}

/** The same, loading what it needs: with names that were perhaps meant where the subject was never seen (R28). */
export const trace = async (_subject: TraceSubject, _sources: AskSources): Promise<Trace> => {
  throw new TypeError('not yet')
}
