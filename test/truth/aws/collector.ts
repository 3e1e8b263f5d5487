import type { Random } from '../random.ts'
import { DAWN } from '../world/clock.ts'
import { HOURS, MINUTES, type Second } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** What a snapshot could not read. In a complete world: nothing. */
export interface Blindness {
  readonly chance: number
  readonly identities: boolean
  readonly buckets: boolean
  readonly noHistory: boolean
  readonly organization: boolean
}

/** When configuration was read: at both ends where the evidence is complete, and in any way otherwise. */
export const snapshotTimes = (w: World, r: Random): Second[] => {
  const first = DAWN + r.int(0, 55) * MINUTES
  const last = Math.min(w.window.to + r.int(180, 360) * MINUTES, w.now - MINUTES)
  if (w.profile !== 'wild' && w.trouble !== 'an end missing') return [first, last]
  const middle = r.int(w.window.from - 6 * HOURS, Math.min(w.window.to, w.now) - MINUTES)
  const choices = {
    both: [first, last],
    three: [first, middle, last],
    first: [first],
    last: [last],
    'ends early': [first, middle],
    'begins late': [middle, last],
    none: [],
  }
  const weights = {
    both: w.profile === 'wild' ? 8 : 0,
    three: w.profile === 'wild' ? 2 : 0,
    first: 1,
    last: 2,
    'ends early': 2,
    'begins late': 2,
    none: w.profile === 'wild' ? 1 : 0,
  }
  return choices[r.weighted(weights)]
}

/** What this world's collector was not allowed to read. */
export const blindnessOf = (w: World, r: Random): Blindness => {
  if (w.profile !== 'wild') {
    const unknown = w.trouble === 'values unknown'
    return {
      chance: unknown ? 0.5 : 0,
      identities: w.trouble === 'old identities' && r.chance(0.3),
      buckets: unknown && r.chance(0.3),
      noHistory: w.trouble !== undefined && w.trouble !== 'edge of a change' && r.chance(0.6),
      organization: unknown && r.chance(0.3),
    }
  }
  return {
    chance: r.chance(0.3) ? 0.15 : 0,
    identities: r.chance(0.25),
    buckets: r.chance(0.2),
    noHistory: r.chance(0.6),
    organization: r.chance(0.08),
  }
}
