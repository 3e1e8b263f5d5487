import { isKnown } from '../../../model/observed.ts'
import type { Channel, EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import { selectsNothing } from '../../selectors/normalise.ts'
import { accountOf, organizationOf, type Place } from '../places.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { trailsWereListed, wereListedEverywhere } from './listings.ts'
import { limitsOf, NO_LIMITS, type Recorder } from './recorder.ts'

type State = Pick<Recorder, 'state' | 'why' | 'settle'>

const states: Readonly<Record<string, State>> = {
  ENABLED: { state: 'recording', why: 'taking in events' },
  STOPPED_INGESTION: { state: 'not-recording', why: 'taking in events is stopped' },
  PENDING_DELETION: { state: 'not-recording', why: 'it is to be deleted' },
}

/** Whether an organisation's store takes in the events of a member. */
const takesMember = (world: World, store: EventDataStore, { account }: Place): boolean =>
  organizationOf(world)?.managementAccount === store.account &&
  accountOf(world, account)?.member !== undefined

const storeState = (world: World, store: EventDataStore, place: Place, status: string): State => {
  const settle = `read cloudtrail:GetEventDataStore of ${store.arn} again`
  const state = states[status] ?? { state: 'unknown', why: `its state is ${status}`, settle }
  if (state.state !== 'recording' || store.account === place.account) return state
  const standing = accountOf(world, place.account)?.member?.status
  return standing === 'ACTIVE'
    ? state
    : { state: 'unknown', why: `account ${place.account} is ${standing?.toLowerCase()}`, settle }
}

/** An event data store of CloudTrail Lake, as a recorder of one account and region. */
export const storeRecorder = (
  world: World,
  store: EventDataStore,
  place: Place,
): Recorder | undefined => {
  const own = store.account === place.account
  const base = {
    id: store.arn,
    name: `event data store ${store.name}`,
    kind: 'event-data-store' as const,
    owner: store.account,
  }
  if (!isKnown(store.config)) {
    if (!own && !takesMember(world, store, place)) return undefined
    return {
      ...base,
      state: 'unknown',
      why: `its configuration could not be read (${whyUnknown(store.config)})`,
      settle: `read cloudtrail:GetEventDataStore in ${store.region} of ${store.account}`,
      limits: NO_LIMITS,
    }
  }
  const { status, isMultiRegion, isOrganization, selectors } = store.config.known
  if (!isMultiRegion && store.region !== place.region) return undefined
  if (!own && !(isOrganization && takesMember(world, store, place))) return undefined
  const state = storeState(world, store, place, status)
  return {
    ...base,
    ...(selectsNothing(selectors)
      ? { state: 'not-recording', why: 'its selectors select no event at all' }
      : state),
    selectors,
    limits: isMultiRegion ? NO_LIMITS : singleRegion(world, place),
  }
}

/** Whether a store of one region gets events of global services is not documented. */
const singleRegion = ({ snapshot }: World, { account, region }: Place) => {
  const { partition } = snapshot
  if (region !== 'us-east-1' && partition === 'aws') return NO_LIMITS
  const config = {
    s3Bucket: '',
    s3Prefix: '',
    isMultiRegion: false,
    isOrganization: false,
    includeGlobalServiceEvents: false,
    logFileValidation: false,
  }
  const { sure } = limitsOf({ arn: '', name: '', partition, region, account }, config, region)
  return { key: 'store of one region', sure, possible: NO_LIMITS.possible }
}

/** A channel that hands events to a service of AWS: what that keeps is not known. */
export const channelRecorder = (channel: Channel, place: Place): Recorder | undefined => {
  if (channel.account !== place.account) return undefined
  const base = {
    id: channel.arn,
    name: `channel ${channel.name}`,
    kind: 'channel' as const,
    owner: channel.account,
    state: 'unknown' as const,
    settle: `ask the service behind channel ${channel.name} what it keeps`,
    limits: NO_LIMITS,
  }
  if (!isKnown(channel.config))
    return { ...base, why: `it could not be read (${whyUnknown(channel.config)})` }
  const { selectors, applyToAllRegions = false, source } = channel.config.known
  if (selectors === undefined || selectsNothing(selectors)) return undefined
  if (!applyToAllRegions && channel.region !== place.region) return undefined
  return { ...base, selectors, why: `it hands events to ${source}, which keeps what it likes` }
}

const unseen = (id: string, owner: string, why: string, settle: string): Recorder => ({
  id,
  name: id,
  kind: 'unseen',
  owner,
  state: 'unknown',
  why,
  settle,
  limits: NO_LIMITS,
})

const hasUnseenStores = (world: World, account: string): boolean =>
  !wereListedEverywhere(world, 'event-data-stores', account) ||
  !wereListedEverywhere(world, 'channels', account)

/** An organisation has its stores in its management account, whoever made them. */
const unseenOfOrganization = (world: World, account: string): readonly Recorder[] => {
  const { organization } = world.snapshot
  const owner = organizationOf(world)?.managementAccount
  if (isKnown(organization) && (owner === undefined || owner === account)) return []
  if (owner !== undefined && !hasUnseenStores(world, owner)) return []
  return [
    unseen(
      'an event data store of the organisation',
      owner ?? account,
      owner === undefined
        ? 'whether there is an organisation was not read'
        : `the stores of the management account ${owner} were not listed`,
      owner === undefined
        ? 'read organizations:DescribeOrganization'
        : `collect the management account ${owner} (cloudtrail:ListEventDataStores in every region)`,
    ),
  ]
}

/** What stands for the trails of a region that could not be listed. */
export const unseenTrail = (region: string): string => `a trail in ${region}`

/** What may record in a place and was not seen, because its list could not be read. */
export const unseenRecorders = (world: World, place: Place): readonly Recorder[] => {
  const { account, region } = place
  const stores = world.once(`unseen stores of ${account}`, () => [
    ...(hasUnseenStores(world, account)
      ? [
          unseen(
            'an event data store or channel',
            account,
            `those of account ${account} were not all listed`,
            `read cloudtrail:ListEventDataStores and cloudtrail:ListChannels in every region of ${account}`,
          ),
        ]
      : []),
    ...unseenOfOrganization(world, account),
  ])
  if (trailsWereListed(world, place)) return stores
  return [
    unseen(
      unseenTrail(region),
      account,
      `the trails in ${region} of account ${account} could not be listed`,
      `read cloudtrail:DescribeTrails in ${region} of ${account}`,
    ),
    ...stores,
  ]
}
