import { SECOND } from '../../model/time.ts'
import type { VerifyProgress } from '../../model/verification.ts'
import { count, duration, percent, plural, size } from '../format/quantity.ts'

/** What is read where, digests, files, bytes, rate and time left. `elapsed` in microseconds. */
export const verifyLine = (p: VerifyProgress, elapsed: number): string => {
  const rate = Math.round((p.digests + p.files) / Math.max(elapsed / SECOND, 0.001))
  if (p.step === 'listing')
    return `listing the sources (${count(p.cells)} of ${count(p.totalCells ?? p.cells)}), ${duration(elapsed)} so far`
  const { done } = p
  const of = p.totalCells === null ? '' : ` of ${count(p.totalCells)}`
  return [
    `${p.step} ${p.region} of ${p.account} (${count(p.cells)}${of})`,
    `${plural(p.digests, 'digest')}, ${plural(p.files, 'log file')}, ${size(p.bytes)}, ${count(rate)}/s`,
    ...(done <= 0.01 || done >= 1
      ? []
      : [`${percent(done)}, about ${duration((elapsed * (1 - done)) / done)} left`]),
  ].join(', ')
}
