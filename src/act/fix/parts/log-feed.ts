import type { Desired } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import { logGroupOf } from '../../../reason/assess/inventory/log-groups.ts'
import { isLogging, type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf, type Place } from '../../../reason/assess/places.ts'
import { judgeBy } from '../../../reason/assess/recording/judge.ts'
import { managementWrites } from '../../../reason/assess/recording/scopes.ts'
import { trailsOf } from '../../../reason/assess/recording/trail-index.ts'
import { trailFeed } from '../../../reason/assess/recording/trail-recorder.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context } from '../remedy.ts'
import { withLogGroup } from './log-group-of-trail.ts'
import type { Why } from './proposal.ts'

/** A log group that is given every management write of an account, from every region. */
export interface LogFeed {
  readonly trail: KnownTrail
  readonly place: Place
  /** Its name. */
  readonly logGroup: string
  /** What has to be made for it; nothing where it is there. */
  readonly desired: readonly Desired[]
}

const isMember = (world: World, owner: string, account: string): boolean => {
  const organization = organizationOf(world)
  return (
    organization?.managementAccount === owner &&
    organization.accounts.some((a) => a.id === account && a.status === 'ACTIVE')
  )
}

/** Whether a trail takes the writes of an account, as far as its own home region tells. */
const takesWrites = (world: World, t: KnownTrail, account: string): boolean => {
  const view = trailsOf(world).all.find((v) => v.arn.arn === t.arn)
  const feed = view && trailFeed(world, view, { account, region: t.trail.homeRegion })
  return feed !== undefined && judgeBy(world, [feed], managementWrites).status === 'covered'
}

/** Trails of all regions that log for an account: those of the organisation first, they hear everyone. */
const trailsFor = (world: World, account: string): readonly KnownTrail[] =>
  knownTrails(world)
    .filter((t) => t.settings.isMultiRegion && isLogging(t) === true)
    .filter(
      (t) =>
        t.account === account || (t.settings.isOrganization && isMember(world, t.account, account)),
    )
    .filter((t) => takesWrites(world, t, account))
    .toSorted((a, b) => Number(b.settings.isOrganization) - Number(a.settings.isOrganization))

/** The log group of a trail, where it is there and its filters were read. */
export const feedOf = (world: World, trail: KnownTrail): LogFeed | undefined => {
  const group = logGroupOf(world, trail)
  if (group?.metricFilters === undefined || !isKnown(group.metricFilters)) return undefined
  if (!isKnown(group.exists) || !group.exists.known) return undefined
  return {
    trail,
    place: { account: group.account, region: group.region },
    logGroup: group.name,
    desired: [],
  }
}

/** A log group for the alerts on an account, one that is there before one that has to be made; or why there is none. */
export const logFeed = (context: Context, world: World, account: string): LogFeed | Why => {
  const trails = trailsFor(world, account)
  for (const trail of trails) {
    const feed = feedOf(world, trail)
    if (feed !== undefined) return feed
  }
  const without = trails.find((t) => t.settings.cloudWatchLogGroupArn === undefined)
  if (without !== undefined) return withLogGroup(context, without)
  const [unread] = trails
  return {
    why:
      unread === undefined
        ? `no trail of all regions is known to log every change in account ${account}: alerts have nothing to stand on`
        : `the log group of trail ${unread.name} is gone, or its metric filters were not read`,
  }
}
