import { includes, intervals } from '../../../model/intervals.ts'
import type { Completeness, Manifest } from '../../../model/manifest.ts'
import { HOUR, type Interval } from '../../../model/time.ts'
import { cleanPrefix } from '../../coverage/read/location.ts'
import type { Place } from './places.ts'

/** Files are delivered within two hours (R27): a listing that ends sooner after the window may have missed some. */
const SETTLING = 2 * HOUR

const speaksOf = (claim: Completeness, place: Place): boolean =>
  claim.level !== 'partial' &&
  (claim.account === '*' || claim.account === place.account) &&
  (claim.region === '*' || claim.region === place.region) &&
  claim.bucket === place.bucket &&
  (claim.prefix === null || cleanPrefix(claim.prefix) === place.prefix) &&
  (claim.organization === undefined || claim.organization === place.organization)

/** Whether every file that was delivered to a place for the events of a window was read (R16). */
export const isComplete = (manifest: Manifest, place: Place, window: Interval): boolean => {
  const read = manifest.runs
    .flatMap((run) => run.completeness)
    .filter((claim) => speaksOf(claim, place))
    .map(({ from, to, at }) => ({ from, to: Math.min(to, at) }))
  return includes(intervals(read), [{ from: window.from, to: window.to + SETTLING }])
}
