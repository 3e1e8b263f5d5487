import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Snapshot, SnapshotTrail, TrailConfig } from '../../../model/snapshot.ts'
import { sure } from '../../../model/ternary.ts'
import { leavesOutGlobal, regionalBoxes } from '../../coverage/places/global-services.ts'
import { parseTrailArn, type TrailArn } from '../../coverage/trails/arn.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'
import { contains } from '../../selectors/constraint.ts'
import type { SelectableEvent } from '../../selectors/types.ts'
import type { Cell, PricedTrail } from './recorder.ts'

type Read = readonly SnapshotTrail[]

/** The latest reading that succeeded: known beats unknown, whoever read it (R22). */
const latest = <T>(read: Read, of: (trail: SnapshotTrail) => T | undefined): T | undefined =>
  read.toReversed().flatMap((trail) => {
    const value = of(trail)
    return value === undefined ? [] : [value]
  })[0]

type Standing = ReturnType<PricedTrail['stateIn']>

/** What the copies of a trail say: logging is a property of the whole trail (facts/aws.md 8.4). */
const standingIn = (read: Read, { account, region }: Cell): Standing | undefined => {
  const known = read
    .flatMap((trail) => trail.status)
    .sort((a, b) => a.readAt - b.readAt)
    .flatMap((copy) => (isKnown(copy.status) ? [{ ...copy, status: copy.status.known }] : []))
  const here = known.filter((c) => c.account === account && c.region === region).at(-1)
  const told = here ?? known.at(-1)
  if (told === undefined) return undefined
  if (!told.status.isLogging) return 'off'
  return told.status.latestDeliveryError === undefined ? 'on' : 'unknown'
}

/** Whether an account belongs to the organisation that another one manages, as it was read last. */
export const isMember = (
  snapshots: readonly Snapshot[],
  manager: string,
  account: string,
): Ternary => {
  const organizations = snapshots.flatMap(({ organization }) =>
    isKnown(organization) && organization.known !== null ? [organization.known] : [],
  )
  const own = organizations.findLast((o) => o.managementAccount === manager)
  return own === undefined ? 'unknown' : sure(own.accounts.some((a) => a.id === account))
}

/** Whether the trail works in a cell at all; members of an organisation that was not read are not known. */
const reaches = (
  arn: TrailArn,
  config: TrailConfig | undefined,
  read: Read,
  snapshots: readonly Snapshot[],
  { account, region }: Cell,
): Ternary => {
  if (config === undefined) return arn.account === account ? 'unknown' : 'no'
  if (!config.isMultiRegion && arn.region !== region) return 'no'
  if (arn.account === account) return 'yes'
  if (!config.isOrganization) return 'no'
  if (read.some((t) => t.status.some((s) => s.account === account && isKnown(s.status))))
    return 'yes'
  return isMember(snapshots, arn.account, account)
}

const isRegional = (event: SelectableEvent): boolean =>
  regionalBoxes.some(
    ({ eventCategory, eventSource }) =>
      (eventCategory === undefined || contains(eventCategory, event.eventCategory ?? '')) &&
      (eventSource === undefined || contains(eventSource, event.eventSource ?? '')),
  )

/** Surely global: never given to a trail in us-east-1 that leaves global services out (facts/aws.md 3.8). */
const GLOBAL_SOURCES = ['cloudfront.amazonaws.com', 'iam.amazonaws.com']

/** What a trail is given of global services and, without recursive logging, of CloudTrail's own calls (3.8, 3.10). */
const givesWith =
  (arn: TrailArn, config: TrailConfig | undefined): PricedTrail['gives'] =>
  ({ region }, event, isRecursive) => {
    if (config === undefined) return 'unknown'
    if (config.recursiveLogging === false && isRecursive) return 'no'
    if (!leavesOutGlobal(arn, config, region) || isRegional(event)) return 'yes'
    const isGlobal = GLOBAL_SOURCES.includes(event.eventSource ?? '')
    return arn.partition === 'aws' && isGlobal ? 'no' : 'unknown'
  }

/** What Insights analyse where no class is named: management events, as before there were others. */
const MANAGEMENT = ['Management']

/** Whether the trails of its home were listed later, without it. */
const isGone = (arn: TrailArn, read: Read, snapshots: readonly Snapshot[]): boolean => {
  const last = read.at(-1)?.readAt ?? 0
  return snapshots
    .filter((s) => !s.trails.some((t) => t.arn === arn.arn))
    .flatMap((s) => s.trailsListed)
    .some(
      ({ account, region, readAt, listed }) =>
        account === arn.account && region === arn.region && readAt > last && isKnown(listed),
    )
}

const trailOf = (arn: TrailArn, read: Read, snapshots: readonly Snapshot[]): PricedTrail => {
  const config = latest(read, (t) => (isKnown(t.config) ? t.config.known : undefined))
  const selectors = latest(read, effectiveSelectors)
  const insights = latest(read, ({ insightSelectors: told }) =>
    told !== undefined && isKnown(told) ? told.known : undefined,
  )?.map(({ type, categories = MANAGEMENT }) => ({ type, categories }))
  const createdAt = latest(read, ({ createdAt: told }) =>
    told !== undefined && isKnown(told) ? told.known : undefined,
  )
  const gone = isGone(arn, read, snapshots)
  const reachIn = (cell: Cell): Ternary => reaches(arn, config, read, snapshots, cell)
  return {
    arn,
    configs: read.flatMap((t) => (isKnown(t.config) ? [t.config.known] : [])),
    ...(config === undefined ? {} : { config }),
    ...(selectors === undefined ? {} : { selectors }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(insights === undefined ? {} : { insights }),
    reaches: reachIn,
    stateIn: (cell) => {
      const reach = reachIn(cell)
      if (gone || reach === 'no') return 'off'
      const standing = standingIn(read, cell) ?? 'unknown'
      return reach === 'unknown' && standing === 'on' ? 'unknown' : standing
    },
    gives: givesWith(arn, config),
  }
}

/** Every trail of the snapshots as they tell it last, by ARN, sorted. */
export const pricedTrails = (snapshots: readonly Snapshot[]): readonly PricedTrail[] => {
  const read = snapshots.flatMap((s) => s.trails).sort((a, b) => a.readAt - b.readAt)
  return [...groupBy(read, (trail) => trail.arn)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, all]) => {
      const arn = parseTrailArn(name)
      return arn === undefined ? [] : [trailOf(arn, all, snapshots)]
    })
}
