import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intersect, subtract, union } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Settings } from '../../../model/settings.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { EVERY_FOLDER, logPlaceOf } from '../../policies/log-place.ts'
import type { Ground, Writer } from '../ground.ts'
import type { TrailArn } from '../trails/arn.ts'
import { type Claim, claimsFor, type Read, readsOf } from './completeness.ts'
import { settlingOf } from './delays.ts'
import {
  deliveredTimes,
  doubtsOf,
  type Failing,
  failingAfter,
  failingByStatus,
  isHarmlessPolicy,
  type StatusRead,
  type Successes,
  statusesFor,
  takenOver,
} from './delivery.ts'
import { type BrokenSlot, proofOf } from './digests.ts'
import { type Hole, holeTouches } from './holes.ts'
import {
  ANY,
  type Cell,
  cleanPrefix,
  type Location,
  locationKey,
  locationOf,
  sameLocation,
} from './location.ts'
import { deliveriesSeen } from './presence.ts'
import { settled, touched } from './settled.ts'

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

const reaches = ({ trail: { trail }, config }: Writer, { account, region }: Cell): boolean =>
  (config.isOrganization || trail.account === account || account === ANY) &&
  (config.isMultiRegion || trail.region === region || region === ANY)

const locationsOf = (writers: readonly Writer[]): readonly Location[] => [
  ...new Map(writers.map((w) => [locationKey(w.location), w.location])).values(),
]

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
    alone ? deliveriesSeen(ground.presence, location, cell.account, region) : []
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
): readonly Failing[] => {
  const location = locationOf(config)
  const { own, nearest } = statusesFor(ground.snapshotTrails.get(trail.arn) ?? [], cell)
  const successes = successesOf(ground, trail, location, cell, own)
  const doubts = doubtsOf(location, config.kmsKeyId, ground.events)
  return [
    ...failingAfter(
      doubts,
      successes,
      ground.settings.selectorFuzz,
      harmless(ground, trail, config, cell),
    ),
    ...failingByStatus(nearest, successes.own),
    ...takenOver(location.bucket, ground.snapshots),
  ]
}

/**
 * The outages whose events came later (R27): delivery went well again, no other outage began while CloudTrail still
 * delivered again, and nothing that was delivered since is a hole.
 */
const madeUp = (
  failing: readonly Failing[],
  holes: readonly Hole[],
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

/**
 * Whether a rejected copy lies in the folder of another trail's bucket (R19: the set of another recorder closes it).
 * Its folder says so, and no guess of ours alone: the bucket, the prefix and the folder of the organisation are those
 * to which a known trail delivers this account and region, the file has the name that CloudTrail gave it, and the
 * source says that this folder is the whole of that bucket. So no wrong no can follow but by an assumption that is
 * named: a file of this trail would lie in its own folder too, where every file was read (the same file read soundly
 * anywhere closes the hole by its name), or that folder, said to be whole, would lack it, which is what a configured
 * no takes for true already. What digests prove needs none of this, so a verified no never rests on it.
 */
const liesElsewhere = (
  ground: Ground,
  location: Location,
  cell: Cell,
  claims: readonly Claim[],
): ((hole: Hole) => boolean) => {
  const others = ground.writers.filter(
    (w) => reaches(w, cell) && !sameLocation(w.location, location),
  )
  return ({ bucket, seems }) =>
    bucket === null &&
    seems !== undefined &&
    others.some(
      (w) =>
        sameLocation(w.location, seems) &&
        w.config.isOrganization === (seems.organization !== null),
    ) &&
    claims.some(
      (c) =>
        c.source === seems.source &&
        c.level !== 'partial' &&
        c.bucket === seems.bucket &&
        cleanPrefix(c.prefix ?? '') === seems.prefix,
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
  const said = claimsFor(ground.claims, cell)
  const claims = said.filter(inFolderOf(ground, trail))
  const reads = readsOf(claims, location, writers, ground.events)
  const touching = ground.holes.filter((h) => holeTouches(h, location, cell))
  const isElsewhere = liesElsewhere(ground, location, cell, said)
  const holes = touching.filter((h) => !isElsewhere(h))
  const { proved, broken } = proofOf(ground.ledger, trail, cell, ground.ingested)
  const failing = failingOf(ground, trail, config, cell)

  const known = union(
    failing.map(({ from, to }) => ({ from: from - ground.settings.settling, to })),
  )
  const settling = settlingOf(ground.late, cell, known, ground.settings.settling)

  const bad = union(...broken.map((slot) => touched([slot], settling)))
  const gathered = (of: readonly Read[], delay: number): Intervals =>
    subtract(union(withoutHoles(of, holes, delay), settled(proved, delay)), bad)
  const outages = union(failing.map(({ from, to }) => ({ from: from - settling, to })))
  const later = gathered(reads, redelivery + settling)
  const redelivered = madeUp(failing, holes, later, ground.settings)
  const lost = subtract(outages, redelivered)
  const less = (set: Intervals): Intervals => subtract(set, lost)
  return {
    read: less(gathered(reads, settling)),
    proved: less(subtract(settled(proved, settling), bad)),
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
    holes,
    broken,
    failing,
    settling,
  }
}
