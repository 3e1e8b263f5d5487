import type { DigestSlot } from '../../../model/coverage.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import { formatInstant, type Interval, SECOND } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { TrailArn } from '../trails/arn.ts'
import { type BrokenSlot, isBackfill, type Ledger, slotKey } from './digest-ledger.ts'
import type { Ingested } from './ingested.ts'
import type { Cell } from './location.ts'
import { fileKey } from './same-file.ts'

/** What the digests of one trail prove of one cell: delivery times. */
export interface Proof {
  /** Verified, and every file that they name was ingested with the same hash (R29). */
  readonly proved: Intervals
  readonly broken: readonly BrokenSlot[]
  /** Event times that a digest which could not be checked may speak of: nothing is proven there. */
  readonly doubted: Intervals
}

/** How far before a slot the events of its log files may lie, in microseconds. */
export interface Reach {
  /** Of files whose times are known to be ordinary (R27). */
  readonly settling: number
  /** Of files that nobody can look into (R19). */
  readonly unseen: number
}

const NO_PROOF: Proof = { proved: [], broken: [], doubted: [] }

const brokenBy = (
  slot: DigestSlot,
  ingested: Ingested,
): Omit<BrokenSlot, 'from' | 'to'> | undefined => {
  const what = isBackfill(slot) ? 'backfill digest' : 'digest'
  const time = `${formatInstant(slot.from)} to ${formatInstant(slot.to)}`
  const of = `${slot.trail} in ${slot.account} ${slot.region}, from ${time},`
  if (slot.state === 'missing' || slot.state === 'invalid')
    return {
      reason: 'digest missing or invalid',
      detail: `the ${what} of ${of} is ${slot.state}`,
      remedy:
        'wholetrail verify says what is wrong; find out who deleted or changed it in the log bucket',
    }
  const lacking = slot.files.filter((hash) => !ingested.has(hash))
  if (!isProven(slot) || lacking.length === 0) return undefined
  return {
    reason: 'log file missing or altered',
    detail: `${lacking.length} of ${slot.files.length} log files that the ${what} of ${of} names were not ingested as they were delivered`,
    remedy: 'ingest the log files of that hour again; where they are gone, restore them',
  }
}

/** Files of the hour that no digest names may hold events as well (R18). */
const allBesides = (slot: DigestSlot, ingested: Ingested): boolean =>
  (slot.besides ?? []).every(
    (file) => ingested.has(file) || ingested.hasName(file) || ingested.hasName(fileKey(file)),
  )

/** The events that the files of a slot may hold: as its digest says, else as far back as any rejected log file (R19). */
const eventsOf = ({ from, to, oldest }: DigestSlot, { settling, unseen }: Reach): Interval => ({
  from: Math.min(from - settling - SECOND, oldest ?? from - unseen),
  to,
})

export const proofOf = (
  ledger: Ledger,
  trail: TrailArn,
  cell: Cell,
  ingested: Ingested,
  reach: Reach,
): Proof => {
  const slots = ledger.ofCell.get(slotKey(trail.arn, cell)) ?? []
  const interrupted = (ledger.interrupted.get(trail.arn) ?? []).map((cut) => ({
    ...cut,
    from: cut.from - reach.settling - SECOND,
  }))
  if (slots.length === 0) return { ...NO_PROOF, broken: interrupted }
  const judged = slots.map((slot) => ({ slot, fault: brokenBy(slot, ingested) }))
  return {
    proved: intervals(
      judged
        .filter(({ slot, fault }) => fault === undefined && isProven(slot) && !isBackfill(slot))
        .filter(({ slot }) => allBesides(slot, ingested))
        .map(({ slot }) => slot),
    ),
    broken: [
      ...judged.flatMap(({ slot, fault }) =>
        fault === undefined ? [] : [{ ...eventsOf(slot, reach), ...fault }],
      ),
      ...interrupted,
    ],
    doubted: intervals(
      slots.filter((slot) => slot.state === 'unattested').map((slot) => eventsOf(slot, reach)),
    ),
  }
}
