import type { Simulated } from '../aws/simulate.ts'
import type { Change, Trail } from '../world/trail.ts'

const times = (s: Simulated): number[] => s.snapshots.map((x) => Date.parse(x.collectedAt) / 1000)

const isSeen = (s: Simulated, c: Change): boolean =>
  s.copies.some(
    (copy) =>
      copy.happening === c.happening &&
      (s.visible.has(copy.eventId) || s.inHistory.has(copy.eventId)),
  )

/** A later StartLoggingTime gives a stop away (R22). */
const statusTells = (s: Simulated, trail: Trail, back: Change): boolean =>
  back.kind === 'StartLogging' &&
  s.snapshots.some(
    (x) =>
      Date.parse(x.collectedAt) / 1000 >= back.second &&
      x.trails.some((t) => t.arn === trail.arn && t.status.some((y) => 'known' in y.status)),
  )

/**
 * Whether what was done to a trail left no trace: there and back between two snapshots that look alike, and
 * neither call can be read. No reader of the evidence can know of it (verdict.md 8).
 */
export const isHidden = (s: Simulated, trail: Trail): boolean => {
  const [away, back] = trail.changes
  if (away?.excursion === undefined || back === undefined) return false
  const at = times(s)
  const between = at.some((t) => away.second <= t && t < back.second)
  const enclosed = at.some((t) => t < away.second) && at.some((t) => t >= back.second)
  const seen = trail.changes.some((c) => isSeen(s, c))
  return enclosed && !between && !seen && !statusTells(s, trail, back)
}
