import { setMaxListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Effects } from '../../effects.ts'
import type { Instant } from '../../model/time.ts'

/** The same signal, for as many calls as are under way: Node warns of more than ten listeners. */
export const sharedSignal = (signal: AbortSignal): AbortSignal => {
  const shared = AbortSignal.any([signal])
  setMaxListeners(0, shared)
  return shared
}

/** Time and the passing of it; tests pass one that jumps. */
export interface Clock {
  readonly now: () => Instant
  /** Waits so many microseconds. Rejects when the signal is aborted. */
  readonly sleep: (micros: number, signal?: AbortSignal) => Promise<void>
}

export const clockOf = (effects: Pick<Effects, 'now'>): Clock => ({
  now: effects.now,
  sleep: async (micros, signal) => {
    await setTimeout(Math.ceil(micros / 1000), undefined, signal === undefined ? {} : { signal })
  },
})
