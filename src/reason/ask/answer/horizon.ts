import { type Instant, type Interval, SECOND } from '../../../model/time.ts'
import type { Judged } from './rule.ts'

/** The latest instant at which all that was needed is settled and read; the start where there is none (R9). */
export const horizonOf = (window: Interval, judged: readonly Judged[]): Instant => {
  const horizons = judged
    .filter((j) => j.asked)
    .flatMap((j) => j.needed.map((n) => Math.max(n.coverage.horizon, window.from)))
  return Math.min(window.to, ...horizons)
}

/** A window without an end of its own ends at the horizon, or after the last event that was found (R9). */
export const cutAtHorizon = (window: Interval, judged: readonly Judged[]): Interval => {
  const horizon = Math.floor(horizonOf(window, judged) / SECOND) * SECOND
  const events = judged.flatMap(({ found }) => [
    found.found.last,
    found.candidates.last,
    found.attempts.last,
  ])
  const last = events.filter((t) => t !== null).map((t) => t + SECOND)
  const to = Math.max(horizon, ...last)
  return to > window.from && to < window.to ? { from: window.from, to } : window
}
