import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Alarm, LogGroup } from '../../../model/snapshot/watching.ts'
import { every } from '../../../model/ternary.ts'
import { logGroupOf } from '../inventory/log-groups.ts'
import { type KnownTrail, knownTrails } from '../inventory/trails.ts'
import type { Place } from '../places.ts'
import { cloudWatchDeliveryOf } from '../recording/cloudwatch-delivery.ts'
import { judgeBy } from '../recording/judge.ts'
import { wereListed } from '../recording/listings.ts'
import { recordersAt } from '../recording/recorders.ts'
import { type TrailView, trailsOf } from '../recording/trail-index.ts'
import { trailFeed } from '../recording/trail-recorder.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { eventsAlarm, type FilterMetric, type Sensitivity } from './alarm-threshold.ts'
import { anyHears, type Hearing, through, unheard, unsure } from './hearing.ts'
import { metricFilterMatches } from './metric-filter/matches.ts'
import { receiverHears } from './receivers.ts'
import { type Sample, scopeOf } from './sample.ts'

/** The alarms of a region on a metric, which is known by its name and its namespace. */
export const alarmsOn = (
  world: World,
  place: Place,
  metric: { readonly namespace: string; readonly name: string },
): readonly Alarm[] =>
  world
    .once('alarms by metric', () =>
      groupBy(world.snapshot.alarms, (a) =>
        JSON.stringify([a.account, a.region, a.namespace, a.metric]),
      ),
    )
    .get(JSON.stringify([place.account, place.region, metric.namespace, metric.name])) ?? []

/** Whether what an alarm does when it goes off reaches someone. */
export const actionsHear = (world: World, alarm: Alarm): Hearing => {
  const link = `alarm ${alarm.name}`
  if (!alarm.actionsEnabled) return unheard(`${link}: its actions are off`)
  if (alarm.actions.length === 0) return unheard(`${link}: it has no action`)
  const publisher = {
    arn: alarm.arn,
    account: alarm.account,
    service: 'cloudwatch.amazonaws.com',
  } as const
  return through(link, anyHears(alarm.actions.map((arn) => receiverHears(world, arn, publisher))))
}

const alarmHears = (
  world: World,
  alarm: Alarm,
  metric: FilterMetric,
  sensitivity: Sensitivity,
): Hearing => {
  const goesOff = eventsAlarm(alarm, metric, sensitivity)
  const link = `alarm ${alarm.name}`
  if (goesOff === 'no') return unheard(`${link}: one event does not set it off`)
  const rest = actionsHear(world, alarm)
  return goesOff === 'unknown' && rest.status === 'yes'
    ? unsure(`${link}: when it goes off cannot be decided`)
    : rest
}

const filtersHear = (
  world: World,
  group: LogGroup,
  sample: Sample,
  sensitivity: Sensitivity,
): Hearing => {
  const filters = group.metricFilters
  if (filters === undefined || !isKnown(filters))
    return unsure(`its metric filters are not known, because ${whyUnknown(filters)}`)
  const matching = filters.known
    .map((filter) => ({ filter, says: metricFilterMatches(filter.pattern, sample) }))
    .filter(({ says }) => says !== 'no')
  if (matching.length === 0) return unheard('no metric filter matches it')
  return anyHears(
    matching.map(({ filter, says }) => {
      const link = `metric filter ${filter.name}`
      const alarms = filter.metrics.flatMap((metric) =>
        alarmsOn(world, group, metric).map((alarm) => ({ alarm, metric })),
      )
      if (alarms.length === 0)
        return wereListed(world, 'alarms', group)
          ? unheard(`${link}: no alarm on its metric`)
          : unsure(`${link}: the alarms of ${group.region} were not listed`)
      const rest = through(
        link,
        anyHears(alarms.map(({ alarm, metric }) => alarmHears(world, alarm, metric, sensitivity))),
      )
      return says === 'unknown' && rest.status === 'yes'
        ? unsure(`whether ${link} matches cannot be decided`)
        : rest
    }),
  )
}

const viewOf = (world: World, arn: string): TrailView | undefined =>
  world
    .once('trails by ARN', () => new Map(trailsOf(world).all.map((view) => [view.arn.arn, view])))
    .get(arn)

const working = { working: 'yes', failing: 'no', unknown: 'unknown' } as const

/** Whether a trail delivers to its log group from a place. */
const delivers = (world: World, view: TrailView, place: Place): Ternary => {
  const home = { account: view.arn.account, region: view.arn.region }
  return every(
    [home, place].map((where): Ternary => {
      const copy = view.copy(where)
      if (copy === undefined || !isKnown(copy.status)) return 'unknown'
      const read = { ...copy, status: copy.status.known }
      return working[cloudWatchDeliveryOf(world, view, read).state]
    }),
  )
}

/** Whether events of a place that a sample stands for come to the log group of a trail. Files in S3 are another way. */
const arrives = (world: World, t: KnownTrail, place: Place, sample: Sample): Ternary => {
  const view = viewOf(world, t.arn)
  const feed = view && trailFeed(world, view, place)
  if (view === undefined || feed === undefined) return 'no'
  const { status } = judgeBy(world, [feed], scopeOf(sample))
  const recorded = status === 'covered' ? 'yes' : status === 'missed' ? 'no' : 'unknown'
  return every([recorded, delivers(world, view, place)])
}

/** Trails that may record a place and deliver to CloudWatch Logs: its own, and those of the organisation. */
export const trailsWithLogGroup = (world: World, place: Place): readonly KnownTrail[] => {
  const { own, shared } = world.once('trails with a log group', () => {
    const all = knownTrails(world).filter((t) => t.settings.cloudWatchLogGroupArn !== undefined)
    return {
      own: groupBy(all, (t) => t.account),
      shared: all.filter((t) => t.settings.isOrganization),
    }
  })
  return [...(own.get(place.account) ?? []), ...shared.filter((t) => t.account !== place.account)]
}

/** Whether an alarm on the log group of one trail tells someone of an event. */
export const trailHears = (
  world: World,
  t: KnownTrail,
  place: Place,
  sample: Sample,
  sensitivity: Sensitivity = 'one event',
): Hearing => {
  if (t.settings.cloudWatchLogGroupArn === undefined)
    return unheard(`trail ${t.name} delivers to no log group`)
  const link = `log group of trail ${t.name}`
  const group = logGroupOf(world, t)
  if (group === undefined) return unsure(`${link} was not collected`)
  if (isKnown(group.exists) && !group.exists.known) return unheard(`${link} does not exist`)
  const arriving = arrives(world, t, place, sample)
  if (arriving === 'no') return unheard(`${link} is not given it`)
  const rest = through(
    link,
    world.once(`heard ${group.arn} ${sensitivity} ${JSON.stringify(sample.record)}`, () =>
      filtersHear(world, group, sample, sensitivity),
    ),
  )
  return arriving === 'unknown' && rest.status === 'yes'
    ? unsure(`whether ${link} is given it is not known`)
    : rest
}

/** Trails of a place that were not read, or not even seen: any of them may feed an alarm. */
export const unreadFeeds = (world: World, place: Place): readonly Hearing[] => {
  const read = world.once(
    'trails with settings by ARN',
    () => new Set(knownTrails(world).map((t) => t.arn)),
  )
  return recordersAt(world, place)
    .filter((r) => r.kind === 'unseen' || (r.kind === 'trail' && !read.has(r.id)))
    .map((r) => unsure(`${r.name}: ${r.why}`))
}

/** Whether any alarm on a log group tells someone of an event that arises in a place. */
export const alarmsHear = (world: World, place: Place, sample: Sample): Hearing => {
  const hearings = [
    ...trailsWithLogGroup(world, place).map((t) => trailHears(world, t, place, sample)),
    ...unreadFeeds(world, place),
  ]
  return hearings.length === 0
    ? unheard('no trail sends it to CloudWatch Logs')
    : anyHears(hearings)
}
