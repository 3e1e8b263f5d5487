import type { CollectProgress } from '../../model/collect.ts'
import { SECOND } from '../../model/time.ts'
import { count, duration, plural } from '../format/quantity.ts'

/** Step, place, calls, rate, throttles and time left. `elapsed` in microseconds. */
export const collectLine = (p: CollectProgress, elapsed: number): string => {
  const rate = Math.round(p.calls / Math.max(elapsed / SECOND, 0.001))
  return [
    `${p.step} ${count(p.done)} of ${count(p.total)}`,
    `${p.account} ${p.region} ${p.probe}`,
    `${plural(p.accounts, 'account')}`,
    `${plural(p.calls, 'call')}, ${count(rate)}/s`,
    ...(p.throttles === 0 ? [] : [`${count(p.throttles)} throttled`]),
    ...(p.left === null ? [] : [`${duration(p.left)} left in this step`]),
  ].join(', ')
}
