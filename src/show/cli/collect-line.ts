import type { CollectProgress } from '../../model/collect.ts'
import { SECOND } from '../../model/time.ts'
import { count, duration, plural } from '../format/quantity.ts'

/** What is read where, how far this step is, calls, rate, throttles and time left. `elapsed` in microseconds. */
export const collectLine = (p: CollectProgress, elapsed: number): string => {
  const rate = Math.round(p.calls / Math.max(elapsed / SECOND, 0.001))
  const what = p.step === 'accounts' ? 'entering' : `reading ${p.probe.replaceAll('-', ' ')} in`
  const where = p.step === 'accounts' ? p.account : `${p.region} of ${p.account}`
  return [
    `${what} ${where} (${count(p.done)} of ${count(p.total)})`,
    ...(p.left === null ? [] : [`${duration(p.left)} left in this step`]),
    `${plural(p.calls, 'call')}, ${count(rate)}/s`,
    ...(p.throttles === 0 ? [] : [`${count(p.throttles)} throttled`]),
  ].join(', ')
}
