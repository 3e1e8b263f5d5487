import type { Clock } from '../../../src/gather/aws/clock.ts'
import type { Instant } from '../../../src/model/time.ts'

interface Sleeper {
  readonly until: Instant
  readonly wake: () => void
}

/** Time that passes only when everyone waits: then it jumps to the first who wakes. */
export const virtualClock = (start: Instant = 0): Clock & { readonly sleepers: () => number } => {
  let now = start
  let sleeping: Sleeper[] = []
  const jump = (): void => {
    const next = Math.min(...sleeping.map((s) => s.until))
    if (!Number.isFinite(next)) return
    now = next
    const due = sleeping.filter((s) => s.until <= now)
    sleeping = sleeping.filter((s) => s.until > now)
    for (const { wake } of due) wake()
    if (sleeping.length > 0) setImmediate(jump)
  }
  return {
    now: () => now,
    sleepers: () => sleeping.length,
    sleep: (micros, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
        sleeping.push({ until: now + micros, wake: resolve })
        if (sleeping.length === 1) setImmediate(jump)
      }),
  }
}
