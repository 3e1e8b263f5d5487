import type { BlindReason, DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { formatInstant, HOUR, type Interval } from '../../../model/time.ts'
import { type Cell, cellKey } from './location.ts'

/** A slot whose digest, or whose files, are not what they should be: the times of the events that it may hide. */
export interface BrokenSlot extends Interval {
  readonly reason: BlindReason
  readonly detail: string
  readonly remedy: string
}

/** Slots by trail (its ARN: names are not unique) and cell, and by trail alone. */
export interface Ledger {
  /** Oldest first. */
  readonly ofCell: ReadonlyMap<string, readonly DigestSlot[]>
  /** Cell by cell, each oldest first. */
  readonly ofTrail: ReadonlyMap<string, readonly DigestSlot[]>
  /** By trail: logging is stopped in every region at once, so what one chain tells holds for all of them. */
  readonly interrupted: ReadonlyMap<string, readonly BrokenSlot[]>
}

/** A trail's slots of one cell. */
export const slotKey = (trail: string, cell: Cell): string => `${trail} ${cellKey(cell)}`

export const isBackfill = ({ chain }: DigestSlot): boolean => chain === 'backfill'

/**
 * The chain of a trail ended and began anew for a reason that nobody knows. The stop itself lies before the end of the
 * chain, in its last digest.
 */
const interruption = ({ trail, account, region, from, to }: DigestSlot): BrokenSlot => ({
  from: from - HOUR,
  to: Math.max(to, from + 1),
  reason: 'not logging',
  detail: `the digests of ${trail} in ${account} ${region} end at ${formatInstant(from)} and begin anew at ${formatInstant(to)}: logging or validation was off, and no event that was read says who switched it`,
  remedy: `look for StopLogging, UpdateTrail and DeleteTrail before ${formatInstant(to)}: wholetrail ingest event-history, then wholetrail verify again`,
})

const byTime = (a: DigestSlot, b: DigestSlot): number => a.from - b.from || a.to - b.to

/** `slotKey`, made once for slots of one trail and cell that follow each other: there are millions. */
const keyOfSlots = (): ((slot: DigestSlot) => string) => {
  let last: DigestSlot | undefined
  let key = ''
  return (slot) => {
    const { trail, account, region } = slot
    if (last?.trail !== trail || last.account !== account || last.region !== region)
      key = slotKey(trail, slot)
    last = slot
    return key
  }
}

export const ledgerOf = (slots: readonly DigestSlot[]): Ledger => {
  const ofCell = groupBy(slots, keyOfSlots())
  for (const own of ofCell.values()) own.sort(byTime)
  const ofTrail = new Map<string, DigestSlot[]>()
  for (const [first, ...others] of groupBy(ofCell.values(), ([slot]) => slot?.trail).values())
    if (first?.[0] !== undefined) ofTrail.set(first[0].trail, first.concat(...others))
  const interrupted = groupBy(
    slots.filter((slot) => slot.state === 'interrupted').sort(byTime),
    (slot) => slot.trail,
  )
  return {
    ofCell,
    ofTrail,
    interrupted: new Map([...interrupted].map(([trail, cuts]) => [trail, cuts.map(interruption)])),
  }
}
