import type { BlindReason, DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { TrailArn } from '../trails/arn.ts'
import { type Cell, cellKey } from './location.ts'

/** A slot whose digest, or whose files, are not what they should be: delivery times. */
export interface BrokenSlot extends Interval {
  readonly reason: BlindReason
  readonly detail: string
  readonly remedy: string
}

/** What the digests of one trail prove of one cell: delivery times. */
export interface Proof {
  /** Verified, and every file that they name was ingested with the same hash (R29). */
  readonly proved: Intervals
  readonly broken: readonly BrokenSlot[]
}

export type Ledger = ReadonlyMap<string, readonly DigestSlot[]>

const NO_PROOF: Proof = { proved: [], broken: [] }

const slotKey = (trail: string, cell: Cell): string => `${trail} ${cellKey(cell)}`

/** Slots by trail (its ARN: names are not unique) and cell. */
export const ledgerOf = (slots: readonly DigestSlot[]): Ledger =>
  groupBy(slots, (slot) => slotKey(slot.trail, slot))

/** Hashes of every file that was ingested, and the ids of those that a verified digest names (R23). */
export const ingestedHashes = (manifest: Manifest): ReadonlySet<string> =>
  new Set(manifest.objects.flatMap((o) => (o.outcome === 'ingested' && o.sha256 ? [o.sha256] : [])))

export const attestedObjects = (
  slots: readonly DigestSlot[],
  manifest: Manifest,
): ReadonlySet<number> => {
  const named = new Set(slots.filter((s) => s.state === 'verified').flatMap((s) => s.files))
  if (named.size === 0) return new Set()
  return new Set(
    manifest.objects.flatMap((o) => (o.sha256 !== null && named.has(o.sha256) ? [o.id] : [])),
  )
}

const brokenBy = (
  slot: DigestSlot,
  ingested: ReadonlySet<string>,
): Omit<BrokenSlot, 'from' | 'to'> | undefined => {
  const hour = `${slot.trail} in ${slot.account} ${slot.region}, hour of ${formatInstant(slot.from)}`
  if (slot.state === 'missing' || slot.state === 'invalid')
    return {
      reason: 'digest missing or invalid',
      detail: `the digest of ${hour} is ${slot.state}`,
      remedy: 'find out who deleted or changed it in the log bucket',
    }
  const lacking = slot.files.filter((hash) => !ingested.has(hash))
  if (slot.state === 'unattested' || lacking.length === 0) return undefined
  return {
    reason: 'log file missing or altered',
    detail: `${lacking.length} of ${slot.files.length} log files that the digest of ${hour} names were not ingested as they were delivered`,
    remedy: 'ingest the log files of that hour again; where they are gone, restore them',
  }
}

export const proofOf = (
  ledger: Ledger,
  trail: TrailArn,
  cell: Cell,
  ingested: ReadonlySet<string>,
): Proof => {
  const slots = ledger.get(slotKey(trail.arn, cell)) ?? []
  if (slots.length === 0) return NO_PROOF
  const judged = slots.map((slot) => ({ slot, fault: brokenBy(slot, ingested) }))
  return {
    proved: intervals(
      judged
        .filter(({ slot, fault }) => fault === undefined && slot.state !== 'unattested')
        .map(({ slot }) => slot),
    ),
    broken: judged.flatMap(({ slot, fault }) =>
      fault === undefined ? [] : [{ from: slot.from, to: slot.to, ...fault }],
    ),
  }
}
