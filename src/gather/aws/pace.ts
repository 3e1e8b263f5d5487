import pLimit, { type LimitFunction } from 'p-limit'
import { type Instant, SECOND } from '../../model/time.ts'
import type { Service } from './call.ts'
import type { Clock } from './clock.ts'

/** One call, as far as limits care. */
export interface PacedCall {
  readonly account: string
  readonly region: string
  readonly service: Service
  readonly operation: string
}

/** Runs calls no faster than AWS takes them. */
export interface Pace {
  readonly run: <T>(call: PacedCall, work: () => Promise<T>) => Promise<T>
}

export interface PaceLimits {
  /** Calls under way at once, over all accounts. */
  readonly concurrency: number
  /** Calls under way at once in one account: API limits are the account's. */
  readonly perAccount: number
}

export const DEFAULT_LIMITS: PaceLimits = { concurrency: 32, perAccount: 8 }

/** Calls that AWS takes only so often a second, per account and region (facts/aws.md 8.1). */
const PER_SECOND: Readonly<Record<string, number>> = { 'cloudtrail:LookupEvents': 2 }

const remembered = <K, V>(make: (key: K) => V): ((key: K) => V) => {
  const values = new Map<K, V>()
  return (key) => {
    const value = values.get(key) ?? make(key)
    values.set(key, value)
    return value
  }
}

interface Queue {
  last: Instant
  /** Settled when the call before has begun. */
  turn: Promise<void>
}

/**
 * Bounded concurrency over all and per account. A call with a limit of its own waits its turn without holding a place,
 * so that slow look-ups do not keep the rest from running. Rejects when the signal is aborted while waiting.
 */
export const paceOf = (limits: PaceLimits, clock: Clock, signal?: AbortSignal): Pace => {
  const all = pLimit(limits.concurrency)
  const accountLimit = remembered<string, LimitFunction>(() => pLimit(limits.perAccount))
  const queueOf = remembered<string, Queue>(() => ({
    last: Number.NEGATIVE_INFINITY,
    turn: Promise.resolve(),
  }))
  const bounded = <T>(account: string, work: () => Promise<T>): Promise<T> =>
    accountLimit(account)(() => all(work))

  return {
    run: async (call, work) => {
      const rate = PER_SECOND[`${call.service}:${call.operation}`]
      if (rate === undefined) return bounded(call.account, work)
      const queue = queueOf(`${call.account} ${call.region} ${call.service}:${call.operation}`)
      const before = queue.turn
      let begun = (): void => {}
      queue.turn = new Promise((resolve) => {
        begun = resolve
      })
      try {
        await before
        const wait = queue.last + SECOND / rate - clock.now()
        if (wait > 0) await clock.sleep(wait, signal)
        return await bounded(call.account, () => {
          queue.last = clock.now()
          begun()
          return work()
        })
      } finally {
        begun()
      }
    },
  }
}
