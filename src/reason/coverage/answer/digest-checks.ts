import type { Coverage, DigestSlot } from '../../../model/coverage.ts'
import { intersect, intervals, length } from '../../../model/intervals.ts'
import { HOUR, type Interval } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { Recorder } from '../recorders.ts'

const counted = (n: number, one: string): string =>
  `${Math.round(n * 10) / 10} ${one}${n === 1 ? '' : 's'}`

/** Slots by trail, account and region; those of one cell follow each other by thousands. */
const cellsOf = (ledger: readonly DigestSlot[]): readonly (readonly DigestSlot[])[] => {
  const cells = new Map<string, DigestSlot[]>()
  let last: DigestSlot | undefined
  let own: DigestSlot[] = []
  for (const slot of ledger) {
    const { trail, account, region } = slot
    if (last?.trail !== trail || last.account !== account || last.region !== region) {
      const key = `${trail} ${account} ${region}`
      own = cells.get(key) ?? []
      cells.set(key, own)
    }
    own.push(slot)
    last = slot
  }
  return [...cells.values()]
}

/** Hours of the window that each trail's chain in each account and region proves, and those that it does not. */
const hoursOf = (ledger: readonly DigestSlot[], window: Interval) => {
  const cells = cellsOf(ledger)
  const isWithin = (s: DigestSlot) => s.to > window.from && s.from < window.to
  const proven = cells.map((slots) => {
    const own = slots.filter((s) => isWithin(s) && s.chain !== 'backfill' && isProven(s))
    return length(intersect(intervals(own), [window]))
  })
  const hours = proven.reduce((sum, own) => sum + own, 0) / HOUR
  return { proven: hours, others: (cells.length * (window.to - window.from)) / HOUR - hours }
}

/** What the ledger of `verify` says of the trails within a window, and of which of them it says nothing (R29). */
export const digestChecks = (
  ledger: readonly DigestSlot[],
  trails: readonly Recorder[],
  window: Interval,
): Coverage['checks'] => {
  const known = new Set(ledger.map((s) => s.trail))
  const unknown = trails.filter(({ trail }) => !known.has(trail.arn))
  const { proven, others } = hoursOf(ledger, window)
  const checked = `digests of ${counted(known.size, 'trail')}, by account and region, over the time asked about: ${counted(proven, 'hour')} verified, ${counted(others, 'hour')} not`
  return {
    performed: ledger.length === 0 ? [] : [checked],
    notPerformed:
      unknown.length === 0 && ledger.length > 0
        ? []
        : [
            `digest signatures and hashes of log files${ledger.length === 0 ? '' : ` of ${counted(unknown.length, 'trail')} without digests in the ledger`}: wholetrail verify checks them where validation is on`,
          ],
  }
}
