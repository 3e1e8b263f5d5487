import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Scope, Ternary } from '../../../model/scope.ts'
import type { EventRule } from '../../../model/snapshot/watching.ts'
import type { Place } from '../places.ts'
import { type Judgement, judgeBy } from '../recording/judge.ts'
import { wereListed } from '../recording/listings.ts'
import { unseenTrail } from '../recording/other-recorders.ts'
import type { Recorder } from '../recording/recorder.ts'
import { recordersAt } from '../recording/recorders.ts'
import { trailsOf } from '../recording/trail-index.ts'
import { trailFeed } from '../recording/trail-recorder.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { eventPatternMatches } from './event-pattern.ts'
import { anyHears, type Hearing, through, unheard, unsure } from './hearing.ts'
import { receiverHears } from './receivers.ts'
import { type Sample, scopeOf } from './sample.ts'

/** How far events are followed from bus to bus. */
const MOST_BUSES = 3

const busName = (bus: string): string => bus.split('/').at(-1) ?? bus

const rulesAt = (world: World, place: Place, bus: string): readonly EventRule[] =>
  world
    .once('event rules by bus', () =>
      groupBy(world.snapshot.eventRules, (r) => `${r.account}/${r.region}/${busName(r.bus)}`),
    )
    .get(`${place.account}/${place.region}/${bus}`) ?? []

/** Trails of a place, as far as they were seen: `unseen` also stands for stores, which have other words. */
const isTrail = ({ id, kind }: Recorder, { region }: Place): boolean =>
  kind === 'trail' || (kind === 'unseen' && id === unseenTrail(region))

/** Trails that log in a place, whatever becomes of their files. */
const feedsAt = (world: World, place: Place): readonly Recorder[] =>
  [
    ...trailsOf(world).ownedBy(place.account),
    ...trailsOf(world).shared.filter((view) => view.arn.account !== place.account),
  ]
    .flatMap((view) => trailFeed(world, view, place) ?? [])
    .concat(recordersAt(world, place).filter((r) => r.kind === 'unseen' && isTrail(r, place)))

interface ByTrails {
  readonly trails: readonly Recorder[]
  readonly judged: Map<Scope, Judgement>
}

/** As `judge`, over trails only; regions that fare alike share their answers. */
const judgeByTrails = (world: World, place: Place, scope: Scope): Judgement => {
  const all = recordersAt(world, place)
  const lists = world.once('judged by trails', () => new Map<readonly Recorder[], ByTrails>())
  const { trails, judged } = lists.get(all) ?? {
    trails: all.filter((r) => isTrail(r, place)),
    judged: new Map<Scope, Judgement>(),
  }
  lists.set(all, { trails, judged })
  const judgement = judged.get(scope) ?? judgeBy(world, trails, scope)
  judged.set(scope, judgement)
  return judgement
}

/** Whether an account has rules at all on its default bus of a region. */
export const hasRules = (world: World, place: Place): boolean =>
  rulesAt(world, place, 'default').length > 0

/** What EventBridge makes of a record (EventBridge user guide, events from CloudTrail). */
const envelopeOf = ({ record }: Sample, place: Place): Readonly<Record<string, unknown>> => ({
  source: `aws.${String(record.eventSource).split('.')[0]}`,
  'detail-type':
    record.eventType === 'AwsConsoleSignIn'
      ? 'AWS Console Sign In via CloudTrail'
      : record.eventType === 'AwsServiceEvent'
        ? 'AWS Service Event via CloudTrail'
        : 'AWS API Call via CloudTrail',
  account: place.account,
  region: place.region,
  detail: record,
})

/** Reads are given only to rules that ask for all management events. */
const takes = ({ state }: EventRule, { record }: Sample): boolean =>
  state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' ||
  (state === 'ENABLED' && record.readOnly !== true)

const targetsHear = (
  world: World,
  rule: EventRule,
  sample: Sample,
  place: Place,
  depth: number,
) => {
  if (!isKnown(rule.targets))
    return unsure(`its targets are not known, because ${whyUnknown(rule.targets)}`)
  if (rule.targets.known.length === 0) return unheard('it has no target')
  return anyHears(
    rule.targets.known.map((arn) => {
      const [, , service, region = '', account = '', resource = ''] = arn.split(':')
      if (service === 'events' && resource.startsWith('event-bus/'))
        return busHears(world, { account, region }, busName(resource), sample, place, depth + 1)
      const publisher = {
        arn: rule.arn,
        account: rule.account,
        service: 'events.amazonaws.com',
      } as const
      return receiverHears(world, arn, publisher)
    }),
  )
}

const ruleHears = (
  world: World,
  rule: EventRule,
  says: Ternary,
  sample: Sample,
  origin: Place,
  depth: number,
): Hearing => {
  const link = `rule ${rule.name}`
  if (!takes(rule, sample))
    return unheard(
      rule.state === 'DISABLED' ? `${link} is disabled` : `${link} is not given read events`,
    )
  const rest = through(link, targetsHear(world, rule, sample, origin, depth))
  return says === 'unknown' && rest.status === 'yes'
    ? unsure(`whether ${link} matches cannot be decided`)
    : rest
}

const busHears = (
  world: World,
  bus: Place,
  name: string,
  sample: Sample,
  origin: Place,
  depth: number,
): Hearing => {
  if (depth > MOST_BUSES) return unsure('events go from bus to bus further than is followed')
  const envelope = envelopeOf(sample, origin)
  const rules = rulesAt(world, bus, name)
  const hearings = rules.flatMap((rule): readonly Hearing[] => {
    const says = eventPatternMatches(rule.pattern, envelope)
    return says === 'no' ? [] : [ruleHears(world, rule, says, sample, origin, depth)]
  })
  const where = `bus ${name} of ${bus.account} in ${bus.region}`
  if (!wereListed(world, 'event-rules', bus))
    return anyHears([...hearings, unsure(`the rules of ${where} were not listed`)])
  return hearings.length === 0 ? unheard(`${where}: no rule matches it`) : anyHears(hearings)
}

/**
 * Whether a rule of EventBridge tells someone of an event that arises in a place. EventBridge is given events of
 * CloudTrail only where a trail logs them: an event data store does not count, and whether a trail does that fails to
 * deliver its files is not documented.
 */
export const rulesHear = (world: World, place: Place, sample: Sample): Hearing => {
  const hearing = busHears(world, place, 'default', sample, place, 0)
  if (hearing.status !== 'yes') return hearing
  const { status, why } = judgeByTrails(world, place, scopeOf(sample))
  if (status === 'covered') return hearing
  const gap = `EventBridge is given only what a trail records: ${why}`
  if (status === 'unknown') return unsure(gap)
  const calls = judgeBy(world, feedsAt(world, place), scopeOf(sample))
  return calls.status === 'missed' ? unheard(gap) : unsure(gap)
}
