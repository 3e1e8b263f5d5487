import { type Instant, type Interval, SECOND } from '../../../model/time.ts'
import type { Judged } from './rule.ts'

/** The latest instant at which all that was needed is settled and read; the start where there is none (R9). */
export const horizonOf = (window: Interval, judged: readonly Judged[]): Instant => {
  const horizons = judged
    .filter((j) => j.asked)
    .flatMap((j) => j.needed.map((n) => Math.max(n.coverage.horizon, window.from)))
  return Math.min(window.to, ...horizons)
}

/** The same without what nobody records: it is blind whatever the end, and says nothing of when logs are settled. */
const settledUntil = (window: Interval, judged: readonly Judged[]): Instant => {
  const horizons = judged
    .filter((j) => j.asked)
    .flatMap((j) => j.needed.map((n) => n.coverage))
    .filter((c) => c.horizon > c.window.from)
    .map((c) => c.horizon)
  return Math.floor(Math.min(window.to, ...horizons) / SECOND) * SECOND
}

/** A window without an end of its own ends at the horizon, or after the last event that was found (R9). */
export const cutAtHorizon = (window: Interval, judged: readonly Judged[]): Interval => {
  const events = judged.flatMap(({ found }) => [
    found.found.last,
    found.candidates.last,
    found.attempts.last,
  ])
  const last = events.filter((t) => t !== null).map((t) => t + SECOND)
  const to = Math.max(settledUntil(window, judged), ...last)
  return to > window.from && to < window.to ? { from: window.from, to } : window
}
