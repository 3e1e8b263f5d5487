import type { Coverage, DigestSlot } from '../../../model/coverage.ts'
import { HOUR } from '../../../model/time.ts'
import type { Recorder } from '../recorders.ts'

const counted = (n: number, one: string): string =>
  `${Math.round(n * 10) / 10} ${one}${n === 1 ? '' : 's'}`

const lengthOf = (slots: readonly DigestSlot[]): number =>
  slots.reduce((sum, { from, to }) => sum + to - from, 0) / HOUR

const isProven = ({ state }: DigestSlot): boolean =>
  state === 'verified' || state === 'verified-empty'

/** What the ledger of `verify` says of the trails, and of which of them it says nothing (R29). */
export const digestChecks = (
  ledger: readonly DigestSlot[],
  trails: readonly Recorder[],
): Coverage['checks'] => {
  const hours = ledger.filter((s) => s.chain !== 'backfill')
  const proven = hours.filter(isProven)
  const known = new Set(ledger.map((s) => s.trail))
  const unknown = trails.filter(({ trail }) => !known.has(trail.arn))
  const checked = `digests of ${counted(known.size, 'trail')}, by account and region: ${counted(lengthOf(proven), 'hour')} verified, ${counted(lengthOf(hours) - lengthOf(proven), 'hour')} not`
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
