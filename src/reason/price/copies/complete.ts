import { groupBy } from '../../../model/group-by.ts'
import { includes, intervals } from '../../../model/intervals.ts'
import type { Completeness, Manifest } from '../../../model/manifest.ts'
import { HOUR, type Interval } from '../../../model/time.ts'
import { cleanPrefix } from '../../coverage/read/location.ts'
import type { Place } from './places.ts'
import type { PricedTrail } from './recorder.ts'

/** Files are delivered within two hours (R27): a listing that ends sooner after the window may have missed some. */
export const SETTLING = 2 * HOUR

const speaksOf = (claim: Completeness, place: Place): boolean =>
  claim.level !== 'partial' &&
  (claim.account === '*' || claim.account === place.account) &&
  (claim.region === '*' || claim.region === place.region) &&
  (claim.prefix === null || cleanPrefix(claim.prefix) === place.prefix) &&
  (claim.organization === undefined || claim.organization === place.organization)

const claimsFor = (manifest: Manifest): ((place: Place) => readonly Completeness[]) => {
  const claims = groupBy(
    manifest.runs.flatMap((run) => run.completeness),
    (claim) => claim.bucket,
  )
  return (place) => (claims.get(place.bucket) ?? []).filter((claim) => speaksOf(claim, place))
}

/**
 * Whether every file that was delivered to a place for the events of a window was read (R16). A trail delivered nothing
 * before it was made.
 */
export const completenessOf = (
  manifest: Manifest,
  window: Interval,
): ((place: Place, trail?: PricedTrail) => boolean) => {
  const claimsOf = claimsFor(manifest)
  return (place, trail) => {
    const from = Math.max(window.from, trail?.createdAt ?? window.from)
    const read = claimsOf(place).map((claim) => ({
      from: claim.from,
      to: Math.min(claim.to, claim.at),
    }))
    return includes(intervals(read), [{ from, to: Math.max(from, window.to + SETTLING) }])
  }
}
