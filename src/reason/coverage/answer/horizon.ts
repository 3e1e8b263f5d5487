import { type Intervals, intersect } from '../../../model/intervals.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import { SECOND } from '../../../model/time.ts'
import { deliveredOf } from '../cell.ts'
import type { Recorders } from '../recorders.ts'
import { historyUntil } from './history-standing.ts'
import type { Candidate } from './standing.ts'

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)

const lastOf = (set: Intervals): Instant | undefined => set.at(-1)?.to

/** The last instant at which what a recorder delivered for each of its cells is settled and read. */
const readUntil = (recorders: Recorders, { recorder, cells }: Candidate, window: Interval) => {
  const ends = cells.flatMap(({ cell }) => {
    const delivered = deliveredOf(recorders.ground, recorder.trail, recorder.state, cell)
    const last = delivered.flatMap((d) => lastOf(intersect(d.readable.read, [window])) ?? [])
    return last.length === 0 ? [] : [Math.max(...last)]
  })
  return ends.length === 0 ? undefined : Math.min(...ends)
}

/** Where no recorder is known: how far the sources themselves reach. */
const sourcesUntil = (recorders: Recorders): Instant | undefined => {
  const { ground } = recorders
  const fetched = historyUntil(recorders)
  const { manifest } = ground.evidence
  const read = manifest.runs
    .flatMap((run) => run.completeness)
    .filter((c) => c.level !== 'partial')
    .map((c) => Math.min(c.to, c.at) - ground.settings.settling)
  const last = manifest.objects.reduce<Instant | null>((t, { lastEvent: e }) => later(t, e), null)
  const seen = last === null ? [] : [last + SECOND]
  const all = [...read, ...(fetched.length > 0 ? fetched : seen)]
  return all.length === 0 ? undefined : all.reduce((a, b) => Math.max(a, b))
}

/** The latest instant of a window at which every needed recorder is settled and read (R9); its start when none is. */
export const horizonOf = (
  recorders: Recorders,
  needed: readonly Candidate[],
  window: Interval,
): Instant => {
  const ends = needed.flatMap((candidate) => readUntil(recorders, candidate, window) ?? [])
  const until = ends.length > 0 ? Math.min(...ends) : sourcesUntil(recorders)
  return Math.min(window.to, Math.max(window.from, until ?? window.from))
}
