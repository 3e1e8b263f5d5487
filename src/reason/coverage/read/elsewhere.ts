import { includes, intervals } from '../../../model/intervals.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Interval } from '../../../model/time.ts'
import type { Ground, Writer } from '../ground.ts'
import type { TrailPiece } from '../trails/state.ts'
import { unwitnessed } from '../trails/unwitnessed.ts'
import type { Claim } from './completeness.ts'
import type { Hole, Seeming } from './holes.ts'
import { ANY, type Cell, cleanPrefix, type Location, locationOf, sameLocation } from './location.ts'

export const reaches = ({ trail: { trail }, config }: Writer, { account, region }: Cell): boolean =>
  (config.isOrganization || trail.account === account || account === ANY) &&
  (config.isMultiRegion || trail.region === region || region === ANY)

/** Where an organisation trail delivers is another folder of the same place. */
const deliversTo = (config: TrailConfig, seems: Seeming): boolean =>
  sameLocation(locationOf(config), seems) && config.isOrganization === (seems.organization !== null)

const mayDeliver = ({ config, on, off }: TrailPiece, seems: Seeming): boolean =>
  (on || off?.sure === false) && (config === undefined || deliversTo(config, seems))

/** Whether a trail may have delivered there at a time, by what is told of it alone: it was not off, nor yet to be made. */
const mayHaveWritten = (ground: Ground, { trail: told }: Writer, seems: Seeming): boolean => {
  const from = seems.delivered.from - ground.settings.settling
  return unwitnessed(ground, told).pieces.some(
    (piece) => piece.from < seems.delivered.to && from < piece.to && mayDeliver(piece, seems),
  )
}

/** Whether a claim says that all of a folder was read. */
const isWholeFolder =
  ({ bucket, prefix, organization, source }: Seeming) =>
  (claim: Claim): boolean =>
    claim.source === source &&
    claim.level !== 'partial' &&
    claim.bucket === bucket &&
    cleanPrefix(claim.prefix ?? '') === prefix &&
    (claim.organization === undefined || claim.organization === organization)

/** The times of delivery that a claim speaks of. */
const deliveriesOf = ({ from, to, at }: Claim): Interval => ({ from, to: Math.min(to, at) })

/**
 * Whether a rejected copy lies in the folder of another trail's bucket (R19: the set of another recorder closes it).
 * Its folder says so, and no guess of ours alone: the bucket, the prefix and the folder of the organisation are those
 * to which a known trail, not known to have been off or not to have existed then, delivers this account and region,
 * the file has the name that CloudTrail gave it, and the source says that this folder is the whole of that bucket for
 * the time of its delivery. So no wrong no can follow but by an assumption that is
 * named: a file of this trail would lie in its own folder too, where every file was read (the same file read soundly
 * anywhere closes the hole by its name), or that folder, said to be whole, would lack it, which is what a configured
 * no takes for true already. What digests prove needs none of this, so a verified no never rests on it.
 */
export const liesElsewhere = (
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
    others.some((w) => deliversTo(w.config, seems) && mayHaveWritten(ground, w, seems)) &&
    includes(intervals(claims.filter(isWholeFolder(seems)).map(deliveriesOf)), [seems.delivered])
}
