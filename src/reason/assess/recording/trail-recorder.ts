import { isKnown } from '../../../model/observed.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { formatInstant } from '../../../model/time.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'
import { selectsNothing } from '../../selectors/normalise.ts'
import { accountOf, organizationOf, type Place } from '../places.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { deliveryOf } from './delivery.ts'
import { someTrailsWereListed } from './listings.ts'
import { type Limits, limitsOf, NO_LIMITS, type Recorder } from './recorder.ts'
import { whySelectorsUnknown } from './selected.ts'
import type { TrailView } from './trail-index.ts'

type State = Pick<Recorder, 'state' | 'why' | 'settle'>

const RECORDING: State = { state: 'recording', why: 'logging and delivering' }
const off = (why: string): State => ({ state: 'not-recording', why })
const unsure = (why: string, settle: string): State => ({ state: 'unknown', why, settle })

/** A stop that another copy tells: logging is a property of the whole trail. */
const stopElsewhere = ({ trail }: TrailView): State | undefined => {
  for (const { status, region, account } of trail.status)
    if (isKnown(status) && !status.known.isLogging) {
      const when = status.known.stopLoggingTime
      const since = when === undefined ? '' : ` since ${formatInstant(when)}`
      return off(`logging is stopped${since}, as read in ${region} of ${account}`)
    }
  return undefined
}

const isForeign = ({ arn }: TrailView, { account }: Place): boolean => arn.account !== account

/** A copy that was not asked, or could not be read. */
const unread = (world: World, view: TrailView, place: Place): State => {
  const stopped = stopElsewhere(view)
  if (stopped !== undefined) return stopped
  const { account, region } = place
  const settle = `read cloudtrail:GetTrailStatus of ${view.arn.arn} in ${region} of ${account}`
  const copy = view.copy(place)
  if (copy !== undefined)
    return unsure(`its status in ${region} could not be read (${whyUnknown(copy.status)})`, settle)
  if (!isForeign(view, place) || view.copiesIn(account).length > 0)
    return unsure(`its status in ${region} was not read`, settle)
  if (someTrailsWereListed(world, account)) return off(`it has no copy in account ${account}`)
  const standing = accountOf(world, account)?.member?.status
  if (standing !== undefined && standing !== 'ACTIVE')
    return unsure(
      `account ${account} is ${standing.toLowerCase()}, and its copy was not read`,
      settle,
    )
  return unsure(`whether it works in account ${account} was not read`, settle)
}

/** What must work: the delivery of files to S3 as well, or only that calls are recorded at all. */
type Ask = 'files' | 'calls'

const stateOf = (world: World, view: TrailView, place: Place, ask: Ask): State => {
  const copy = view.copy(place)
  if (copy === undefined || !isKnown(copy.status)) return unread(world, view, place)
  const status = copy.status.known
  if (!status.isLogging) {
    const when = status.stopLoggingTime
    return off(
      when === undefined ? 'logging is off' : `logging is off since ${formatInstant(when)}`,
    )
  }
  if (ask === 'files') {
    const delivery = deliveryOf(world, view, place.account, status, copy.readAt)
    if (delivery.state === 'failing') return off(delivery.why)
    if (delivery.state === 'unknown') return unsure(delivery.why, 'collect again in a day')
  }
  const selectors = effectiveSelectors(view.trail)
  if (selectors === undefined)
    return unsure(
      whySelectorsUnknown(view),
      `read cloudtrail:GetEventSelectors in ${view.arn.region} of ${view.arn.account}`,
    )
  return selectsNothing(selectors) ? off('its selectors select no event at all') : RECORDING
}

/** Members of the owner's organisation; a copy that was found there says so too (facts/aws.md 8.3). */
const mayReach = (world: World, view: TrailView, { account }: Place): boolean => {
  if (view.copiesIn(account).length > 0) return true
  const organization = organizationOf(world)
  if (organization === undefined) return !isKnown(world.snapshot.organization)
  return (
    organization.managementAccount === view.arn.account &&
    organization.accounts.some((a) => a.id === account)
  )
}

const worksIn = (world: World, view: TrailView, config: TrailConfig, place: Place): boolean =>
  (config.isMultiRegion || place.region === view.arn.region) &&
  (!isForeign(view, place) || (config.isOrganization && mayReach(world, view, place)))

const describe = (view: TrailView) => ({
  id: view.arn.arn,
  name: `trail ${view.arn.name}`,
  kind: 'trail' as const,
  owner: view.arn.account,
})

/** Most copies of a trail are alike: they share one recorder. */
const isSame = (before: Recorder, { state, why, settle }: State, limits: Limits): boolean =>
  before.state === state &&
  before.why === why &&
  before.settle === settle &&
  before.limits === limits

const made = (world: World, view: TrailView, place: Place, ask: Ask): Recorder | undefined => {
  const { config } = view.trail
  const selectors = effectiveSelectors(view.trail)
  const selected = selectors === undefined ? {} : { selectors }
  if (!isKnown(config)) {
    if (isForeign(view, place) && view.copiesIn(place.account).length === 0) return undefined
    const settle = `read cloudtrail:DescribeTrails in ${view.arn.region} of ${view.arn.account}`
    const state =
      stopElsewhere(view) ??
      unsure(`its configuration could not be read (${whyUnknown(config)})`, settle)
    return { ...describe(view), ...state, ...selected, limits: NO_LIMITS }
  }
  if (!worksIn(world, view, config.known, place)) return undefined
  const state = stateOf(world, view, place, ask)
  const limits = limitsOf(view.arn, config.known, place.region)
  const last = world.once(`last recorders of ${ask}`, () => new Map<TrailView, Recorder>())
  const before = last.get(view)
  if (before !== undefined && isSame(before, state, limits)) return before
  const recorder: Recorder = { ...describe(view), ...state, ...selected, limits }
  last.set(view, recorder)
  return recorder
}

/** A trail as a recorder of one account and region; `undefined` where it does not work at all. */
export const trailRecorder = (world: World, view: TrailView, place: Place): Recorder | undefined =>
  made(world, view, place, 'files')

/**
 * A trail as what hands calls to EventBridge and CloudWatch Logs: logging and selecting, whatever becomes of its files
 * in S3.
 */
export const trailFeed = (world: World, view: TrailView, place: Place): Recorder | undefined =>
  made(world, view, place, 'calls')
