import type { BlindReason, DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { formatInstant, HOUR, type Instant, type Interval, SECOND } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { TrailArn } from '../trails/arn.ts'
import { ANY, type Cell, cellKey } from './location.ts'
import { fileKey } from './same-file.ts'

/** A slot whose digest, or whose files, are not what they should be: the times of the events that it may hide. */
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
  /** Event times that a digest which could not be checked may speak of: nothing is proven there. */
  readonly doubted: Intervals
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

/** What of the files was ingested, by any of the names that a slot knows them by. */
export interface Ingested {
  readonly hashes: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/** How far before a slot the events of its log files may lie, in microseconds. */
export interface Reach {
  /** Of files whose times are known to be ordinary (R27). */
  readonly settling: number
  /** Of files that nobody can look into (R19). */
  readonly unseen: number
}

const NO_PROOF: Proof = { proved: [], broken: [], doubted: [] }

const slotKey = (trail: string, cell: Cell): string => `${trail} ${cellKey(cell)}`

const isBackfill = ({ chain }: DigestSlot): boolean => chain === 'backfill'

export const ingestedFiles = (manifest: Manifest): Ingested => {
  const objects = manifest.objects.filter((o) => o.outcome === 'ingested')
  return {
    hashes: new Set(objects.flatMap((o) => o.sha256 ?? [])),
    names: new Set(objects.flatMap((o) => [o.uri, fileKey(o.uri)])),
  }
}

/** Ids of the objects that a verified digest names (R23). */
export const attestedObjects = (
  slots: readonly DigestSlot[],
  manifest: Manifest,
): ReadonlySet<number> => {
  const byHash = groupBy(manifest.objects, (o) => o.sha256)
  const attested = new Set<number>()
  for (const { state, files } of slots)
    if (state === 'verified')
      for (const hash of files) for (const { id } of byHash.get(hash) ?? []) attested.add(id)
  return attested
}

/**
 * When log files that verified digests of one trail name were delivered to an account and region, or to the account
 * anywhere (`*`): nobody else can have delivered them (R18).
 */
export const attestedDeliveries = (
  { ofCell, ofTrail }: Ledger,
  { arn }: TrailArn,
  cell: Cell,
  manifest: Manifest,
): readonly Instant[] => {
  const slots =
    cell.region === ANY
      ? (ofTrail.get(arn) ?? []).filter((s) => s.account === cell.account)
      : (ofCell.get(slotKey(arn, cell)) ?? [])
  const named = new Set(slots.filter((s) => s.state === 'verified').flatMap((s) => s.files))
  if (named.size === 0) return []
  return manifest.objects.flatMap((o) =>
    o.sha256 !== null && o.named !== null && named.has(o.sha256) ? [o.named] : [],
  )
}

/**
 * Times over which unbroken chains prove that a trail never stopped (R22). The last digest of a chain may be the one that
 * a stop leaves, so a chain speaks up to where its last digest begins.
 */
export const neverStopped = (slots: readonly DigestSlot[]): Intervals => {
  const runs: { from: Instant; to: Instant }[] = []
  for (const cell of groupBy(slots, cellKey).values()) {
    let run: { from: Instant; to: Instant; next: Instant } | undefined
    for (const slot of cell.filter((s) => !isBackfill(s))) {
      const goes = isProven(slot) && slot.linked === true && run?.next === slot.from
      if (goes && run !== undefined) {
        run.to = slot.from
        run.next = slot.to
      } else {
        if (run !== undefined) runs.push(run)
        run = isProven(slot) ? { from: slot.to, to: slot.to, next: slot.to } : undefined
      }
    }
    if (run !== undefined) runs.push(run)
  }
  return intervals(runs.filter(({ from, to }) => from < to).map(({ from, to }) => ({ from, to })))
}

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
  const lacking = slot.files.filter((hash) => !ingested.hashes.has(hash))
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
    (file) =>
      ingested.hashes.has(file) || ingested.names.has(file) || ingested.names.has(fileKey(file)),
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
