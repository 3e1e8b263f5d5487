import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intersect, subtract, union } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Settings } from '../../../model/settings.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Interval } from '../../../model/time.ts'
import { EVERY_FOLDER, logPlaceOf } from '../../policies/log-place.ts'
import { type Ground, locationsOf } from '../ground.ts'
import type { TrailArn } from '../trails/arn.ts'
import { attestedDeliveries } from './attested.ts'
import { type Claim, claimsFor, type Read, readsOf } from './completeness.ts'
import { settlingOf } from './delays.ts'
import {
  deliveredTimes,
  doubtsOf,
  type Failing,
  failingAfter,
  failingByStatus,
  isHarmlessPolicy,
  missing,
  type StatusRead,
  type Successes,
  statusesFor,
  takenOver,
} from './delivery.ts'
import type { BrokenSlot } from './digest-ledger.ts'
import { liesElsewhere, reaches } from './elsewhere.ts'
import { type Hole, holeTouches } from './holes.ts'
import { believedReads } from './latest-delivery.ts'
import { ANY, type Cell, type Location, locationOf, sameLocation } from './location.ts'
import { readingsOf as bucketReadings } from './log-buckets.ts'
import { deliveriesSeen } from './presence.ts'
import { proofOf } from './proof.ts'
import { keepingOf } from './retention.ts'
import { settled } from './settled.ts'

/** Event times at which what one trail delivered for one cell was read, and why not at other times. */
export interface Readable {
  readonly read: Intervals
  /** Proven by digests (R29). */
  readonly proved: Intervals
  /** Read because a listing or digests say so: elsewhere it rests on the word of who ingested (R16). */
  readonly listed: Intervals
  /** Read from a source that says which bucket it is a copy of. */
  readonly named: Intervals
  /** A rejected copy is none of these files, if it lies in the folder of its own bucket (R19). */
  readonly apart: Intervals
  /** Counted as read although delivery failed, since CloudTrail delivers later (R27). */
  readonly late: Intervals
  readonly reads: readonly Read[]
  readonly holes: readonly Hole[]
  readonly broken: readonly BrokenSlot[]
  readonly failing: readonly Failing[]
  /** How long after an event its file may still arrive here, in microseconds (R27). */
  readonly settling: number
}

/** Event times whose files were among those read, less what could not be read of them, whoever read it. */
const withoutHoles = (reads: readonly Read[], holes: readonly Hole[], delay: number): Intervals =>
  subtract(settled(union(...reads.map((r) => r.deliveries)), delay), union(holes))

/** Successful deliveries of one trail to a cell's part of a location, and to its account's. */
const successesOf = (
  ground: Ground,
  trail: TrailArn,
  location: Location,
  cell: Cell,
  statuses: readonly StatusRead[],
): Successes => {
  const alone = ground.writers
    .filter((w) => sameLocation(w.location, location))
    .every((w) => w.trail.trail.arn === trail.arn)
  const seen = (region: string) =>
    alone
      ? deliveriesSeen(ground.presence, location, cell.account, region)
      : attestedDeliveries(
          ground.ledger,
          trail,
          { account: cell.account, region },
          ground.evidence.manifest,
        )
  const told = deliveredTimes(statuses)
  return {
    own: cell.region === ANY ? told : [...told, ...seen(cell.region)],
    ofAccount: [...told, ...seen(ANY)],
  }
}

/** The organisation that snapshots know; undefined where they know none, or several. */
const organizationOf = ({ snapshots }: Ground): string | undefined => {
  const known = snapshots.flatMap((s) =>
    isKnown(s.organization) && s.organization.known !== null ? [s.organization.known.id] : [],
  )
  const [organizationId, another] = new Set(known)
  return another === undefined ? organizationId : undefined
}

/** Nothing is harmless where it is not known in which folders the log files of a cell lie. */
const harmless = (
  ground: Ground,
  { arn, partition, account: owner }: TrailArn,
  config: TrailConfig,
  { account }: Cell,
): ((event: ConfigurationEvent) => boolean) => {
  const isAny = account === ANY
  const organizationId = config.isOrganization ? organizationOf(ground) : undefined
  if (config.isOrganization ? organizationId === undefined : account !== owner) return () => false
  const place = logPlaceOf({
    partition,
    ...locationOf(config),
    owner,
    accounts: isAny ? undefined : [account],
    organizationId,
    folders: EVERY_FOLDER,
  })
  return isHarmlessPolicy(place, {
    arn,
    account: owner,
    // That CloudTrail names the organisation of a trail is not documented.
    organizationId: undefined,
    ours: new Set(isAny ? [owner] : [owner, account]),
    ...(config.isOrganization ? { members: isAny ? 'not known' : new Set([account]) } : {}),
  })
}

const failingOf = (
  ground: Ground,
  trail: TrailArn,
  config: TrailConfig,
  cell: Cell,
  claims: readonly Claim[],
): readonly Failing[] => {
  const location = locationOf(config)
  const { own, nearest } = statusesFor(ground.snapshotTrails.get(trail.arn) ?? [], cell)
  const successes = successesOf(ground, trail, location, cell, own)
  const readings = bucketReadings(ground, location.bucket)
  const whole = claims
    .filter((c) => c.bucket === location.bucket && c.level !== 'partial')
    .map((c) => c.at)
  const doubts = doubtsOf(location, config.kmsKeyId, ground.events)
  return [
    ...failingAfter(
      doubts,
      successes,
      ground.settings.selectorFuzz,
      harmless(ground, trail, config, cell),
    ),
    ...failingByStatus(nearest, successes.own),
    ...takenOver(readings),
    ...missing(readings, whole, successes.own),
  ]
}

/**
 * The outages whose events came later (R27): delivery went well again, no other outage began while CloudTrail still
 * delivered again, and nothing that was delivered since is a hole or a slot that is not what it should be.
 */
const madeUp = (
  failing: readonly Failing[],
  holes: readonly Interval[],
  gathered: Intervals,
  { settling, redelivery }: Settings,
): Intervals => {
  const outages = union(failing)
  const ends = outages.map(({ to }) => to)
  for (let i = outages.length - 2; i >= 0; i--) {
    const next = outages[i + 1]
    const end = ends[i + 1]
    const own = ends[i]
    if (next !== undefined && end !== undefined && own !== undefined)
      if (next.from < own + redelivery) ends[i] = end
  }
  return union(
    ...outages.map(({ from, to }, i) => {
      const end = ends[i] ?? to
      const marred = holes.some((h) => from - settling < h.to && h.from < end + redelivery)
      if (marred || end === Number.POSITIVE_INFINITY) return []
      return intersect(gathered, [{ from: Math.max(from - settling, end - redelivery), to }])
    }),
  )
}

/** A claim about the folder of an organisation speaks of organisation trails alone, one about an account of the others. */
const inFolderOf =
  (ground: Ground, trail: TrailArn) =>
  ({ organization }: Claim): boolean =>
    organization === undefined ||
    ground.writers
      .filter((w) => w.trail.trail.arn === trail.arn)
      .every((w) => w.config.isOrganization === (organization !== null))

/** What of a cell's deliveries by a trail so configured was read (R16 to R20, R27, R29). */
export const readableOf = (
  ground: Ground,
  trail: TrailArn,
  config: TrailConfig,
  cell: Cell,
): Readable => {
  const { redelivery } = ground.settings
  const location = locationOf(config)
  const writers = locationsOf(ground.writers.filter((w) => reaches(w, cell)))
  const all = claimsFor(ground.claims, cell)
  const claims = all.filter(inFolderOf(ground, trail))
  const said = readsOf(claims, location, writers, keepingOf(ground, location))
  const { reads, gone, refuted } = believedReads(ground, trail, config, cell, said)
  const touching = ground.holes.filter((h) => holeTouches(h, location, cell))
  const isElsewhere = liesElsewhere(ground, location, cell, all)
  const holes = [...touching.filter((h) => !isElsewhere(h)), ...gone]
  const failing = failingOf(ground, trail, config, cell, claims)

  const known = union(
    failing.map(({ from, to }) => ({ from: from - ground.settings.settling, to })),
  )
  const settling = settlingOf(ground.late, cell, known, ground.settings.settling)

  const reach = { settling, unseen: ground.settings.rejectedExtent }
  const { proved, broken, doubted } = proofOf(ground.ledger, trail, cell, ground.ingested, reach)
  const bad = union(broken)
  const proven = (delay: number): Intervals => subtract(settled(proved, delay), doubted)
  const gathered = (of: readonly Read[], delay: number): Intervals =>
    subtract(union(withoutHoles(of, holes, delay), proven(delay)), bad)
  const outages = union(failing.map(({ from, to }) => ({ from: from - settling, to })))
  const later = gathered(reads, redelivery + settling)
  const redelivered = madeUp(failing, [...holes, ...broken], later, ground.settings)
  const lost = subtract(outages, redelivered)
  const less = (set: Intervals): Intervals => subtract(set, lost)
  return {
    read: less(gathered(reads, settling)),
    proved: less(subtract(proven(settling), bad)),
    listed: less(
      gathered(
        reads.filter((r) => r.level === 'listed'),
        settling,
      ),
    ),
    named: less(
      gathered(
        reads.filter((r) => !r.guessed),
        settling,
      ),
    ),
    apart: union(touching.filter(isElsewhere)),
    late: intersect(outages, redelivered),
    reads,
    holes: [...holes, ...refuted],
    broken,
    failing,
    settling,
  }
}
