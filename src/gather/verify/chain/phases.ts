import type { Instant, Interval } from '../../../model/time.ts'
import type { TrailEvent } from './context.ts'

/** Whether digests were due in a time, as far as events tell: both logging and validation on. */
export interface Phase extends Interval {
  readonly state: 'on' | 'off' | 'unknown'
  /** The event that it is off by, or was turned on by. */
  readonly by: TrailEvent | null
}

interface Fold {
  readonly logging: boolean | null
  readonly validation: boolean | null
}

/** What each event makes of the trail (facts/aws.md 5.1): a new one does not log before StartLogging. */
const changes = {
  creates: { logging: false },
  deletes: { logging: false },
  starts: { logging: true },
  stops: { logging: false },
  'validation-on': { validation: true },
  'validation-off': { validation: false },
} as const satisfies Record<TrailEvent['effect'], Partial<Fold>>

const stateOf = ({ logging, validation }: Fold): Phase['state'] => {
  if (logging === false || validation === false) return 'off'
  return logging === true && validation === true ? 'on' : 'unknown'
}

/**
 * Splits a time by the events of its trail. `start` is the state before the first event after `since`: `on` where a
 * digest shows it.
 */
export const phasesOf = (
  time: Interval,
  events: readonly TrailEvent[],
  start: 'on' | 'unknown',
  since: Instant,
): readonly Phase[] => {
  const known = start === 'on' ? true : null
  let fold: Fold = { logging: known, validation: known }
  let by: TrailEvent | null = null
  let at = time.from
  const phases: Phase[] = []
  for (const event of events) {
    if (event.time < since || event.time >= time.to) continue
    const next = { ...fold, ...changes[event.effect] }
    if (stateOf(next) === stateOf(fold)) {
      fold = next
      continue
    }
    if (event.time > at) {
      phases.push({ from: at, to: event.time, state: stateOf(fold), by })
      at = event.time
    }
    fold = next
    by = event
  }
  if (at < time.to) phases.push({ from: at, to: time.to, state: stateOf(fold), by })
  return phases
}
