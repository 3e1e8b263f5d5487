import { isKnown } from '../../../../../model/observed.ts'
import { globalRecordsOf } from '../../../../../model/regions.ts'
import type { Sensitivity } from '../../../alerts/alarm-threshold.ts'
import { hasRules, rulesHear } from '../../../alerts/event-rules.ts'
import { anyHears, type Hearing, unheard, unsure } from '../../../alerts/hearing.ts'
import { trailHears, trailsWithLogGroup, unreadFeeds } from '../../../alerts/log-alarms.ts'
import type { Sample } from '../../../alerts/sample.ts'
import type { Check, Result } from '../../../check.ts'
import { ACCOUNT, denied, known } from '../../../given.ts'
import { givenOrganization } from '../../../given-buckets.ts'
import { alarmedBy, groupOf } from '../../../given-watching.ts'
import { pages } from '../../../inventory/pages.ts'
import { failed, passed, unsettled } from '../../../inventory/say.ts'
import { inRegions } from '../../../per-account.ts'
import { type AccountView, accountName, accountsOf } from '../../../places.ts'
import { wereListed } from '../../../recording/listings.ts'
import { some, whyUnknown } from '../../../words.ts'
import type { World } from '../../../world.ts'

/** One item of the monitoring section of the CIS benchmark: what someone must be told of. */
export interface Monitored {
  readonly id: string
  /** `root use`: to follow "told of". */
  readonly what: string
  readonly why: string
  /** Item of v3.0.0 (section 4) and of v6 (section 5): they share their second number. */
  readonly item: number
  readonly securityHub?: string
  /** The filter of the benchmark: for the examples, and for whoever sets the alert up. */
  readonly pattern: string
  /** Events that the item is about: each must be heard. */
  readonly samples: readonly Sample[]
  /** The only region where its events arise, for services that have one. */
  readonly region?: string
  /** Whether an alarm may wait for several, as for failed sign-ins. */
  readonly sensitivity?: Sensitivity
  /** Whether alerts on changes of the log itself are what it asks for. */
  readonly isTampering?: boolean
  /** Whether only the management account has such events. */
  readonly inManagementAccountOnly?: boolean
}

/** Where events of an item may arise. What has one region has it in the partition `aws`; elsewhere any may be it [U]. */
const regionsOf = (world: World, view: AccountView, { region }: Monitored): readonly string[] =>
  region === undefined || isUnplaced(world, region) ? view.regions : [region]

const isUnplaced = (world: World, region: string | undefined): boolean =>
  region !== undefined && globalRecordsOf(world.snapshot.partition) === undefined

/** The regions without any rule, where events may arise: the same for every event. */
const withoutRules = (world: World, view: AccountView, item: Monitored): Hearing | undefined =>
  world.once(`without rules ${view.account} ${item.region ?? ''}`, () => {
    const regions = regionsOf(world, view, item)
    if (regions.length === 0) return unsure(`the regions of ${view.account} are not known`)
    const { account } = view
    const bare = regions.filter((region) => !hasRules(world, { account, region }))
    const isOneOfAny = isUnplaced(world, item.region)
    if (bare.length === 0 || (isOneOfAny && bare.length < regions.length)) return undefined
    const surely = bare.filter((region) => wereListed(world, 'event-rules', { account, region }))
    return surely.length > 0
      ? unheard(`no rule ${inRegions(surely, regions)}`)
      : unsure(`the rules ${inRegions(bare, regions)} were not listed`)
  })

/** Rules are heard only where they are: in each region where events may arise. */
const rulesEverywhere = (
  world: World,
  view: AccountView,
  item: Monitored,
  sample: Sample,
): Hearing => {
  const without = withoutRules(world, view, item)
  if (without !== undefined) return without
  const hearings = regionsOf(world, view, item).map((region) =>
    rulesHear(world, { account: view.account, region }, sample),
  )
  const weakest = (status: Hearing['status']) => hearings.find((h) => h.status === status)
  const isMixed = hearings.some((h) => h.status !== hearings[0]?.status)
  if (isMixed && isUnplaced(world, item.region))
    return unsure(
      `in which region of ${world.snapshot.partition} its events arise is not documented, and no rule hears them in every one`,
    )
  return weakest('no') ?? weakest('unknown') ?? anyHears(hearings)
}

/** A trail that was not read, in any region of an account, or that may be in a region that is not known. */
const firstUnread = (world: World, view: AccountView): readonly Hearing[] =>
  world.once(`unread feeds of ${view.account}`, () => {
    const { account, regions, enabled } = view
    for (const region of regions) {
      const [unread] = unreadFeeds(world, { account, region })
      if (unread !== undefined) return [unread]
    }
    if (!isKnown(enabled))
      return [unsure(`the regions of account ${account} are not known: ${whyUnknown(enabled)}`)]
    return []
  })

const hear = (world: World, view: AccountView, item: Monitored, sample: Sample): Hearing => {
  const { account } = view
  const trails = trailsWithLogGroup(world, { account, region: '' })
  const byTrails = trails.map((t) =>
    t.settings.isMultiRegion
      ? trailHears(world, t, { account, region: t.trail.homeRegion }, sample, item.sensitivity)
      : unheard(`trail ${t.name} records one region only`),
  )
  const logs =
    trails.length === 0 ? unheard('no trail sends events to CloudWatch Logs') : anyHears(byTrails)
  if (logs.status === 'yes') return logs
  return anyHears([logs, ...firstUnread(world, view), rulesEverywhere(world, view, item, sample)])
}

/** What is heard of each sample. Where nothing listens at all it is the same for every one. */
const hearings = (world: World, view: AccountView, item: Monitored): readonly Judged[] => {
  const isDeaf =
    trailsWithLogGroup(world, { account: view.account, region: '' }).length === 0 &&
    withoutRules(world, view, item) !== undefined
  const [first] = item.samples
  if (isDeaf && first !== undefined) {
    const hearing = world.once(`deaf ${view.account} ${item.region ?? ''}`, () =>
      hear(world, view, item, first),
    )
    return item.samples.map((sample) => ({ sample, hearing }))
  }
  return item.samples.map((sample) => ({ sample, hearing: hear(world, view, item, sample) }))
}

interface Judged {
  readonly sample: Sample
  readonly hearing: Hearing
}

const judge = (world: World, item: Monitored, view: AccountView): Result => {
  const subject = { resource: view.account, account: view.account, region: 'global' }
  const judged = hearings(world, view, item)
  const of = (status: string) => judged.filter((j) => j.hearing.status === status)
  const gaps = [...new Set(judged.flatMap((j) => j.hearing.gaps))]
  const name = accountName(world, view.account)
  const silent = of('no').map((j) => j.sample.name)
  if (silent.length > 0)
    return failed(subject, `Nobody is told of ${item.what} in account ${name}: ${some(gaps, 2)}`, [
      `not heard: ${some(silent, 4)}`,
      ...gaps,
    ])
  return of('unknown').length > 0
    ? unsettled(
        subject,
        `Whether anybody is told of ${item.what} in account ${name} is not known: ${some(gaps, 2)}`,
        `Let the collecting role read log groups, metric filters, alarms, rules and topics of account ${view.account}, and collect again`,
        gaps,
      )
    : passed(subject, `Someone is told of ${item.what} in account ${name}`, [
        ...new Set(judged.flatMap((j) => j.hearing.by)),
      ])
}

/** Accounts that an item is about: closed ones have no events, and some items are the organisation's own. */
const accountsFor = (world: World, item: Monitored): readonly AccountView[] => {
  const open = accountsOf(world).filter((a) => a.member?.status !== 'SUSPENDED')
  if (item.inManagementAccountOnly !== true) return open
  const { organization } = world.snapshot
  if (!isKnown(organization)) return open
  return open.filter((a) => a.account === organization.known?.managementAccount)
}

/** An organisation of one account, which manages it. */
const OWN = givenOrganization({
  managementAccount: ACCOUNT,
  accounts: [{ id: ACCOUNT, status: 'ACTIVE', parents: ['r-root'] }],
})

const monitored = (item: Monitored, pattern: string) =>
  alarmedBy(pattern, item.inManagementAccountOnly === true ? { organization: known(OWN) } : {})

/** A check that knows what it asks to be told of, for whoever has to set the alert up. */
export interface MonitoringCheck extends Check {
  readonly monitored: Monitored
}

/** The check of one item; all fifteen are judged by the same chain. */
export const monitoring = (item: Monitored): MonitoringCheck => ({
  monitored: item,
  id: item.id,
  group: 'watching',
  title: `Someone is told of ${item.what}`,
  why: item.why,
  severity: 'low',
  references: {
    cis: [`v3.0.0/4.${item.item}`, `v6/5.${item.item}`],
    ...(item.securityHub === undefined ? {} : { securityHub: [item.securityHub] }),
    aws: [pages.alarms, pages.metricFilters],
  },
  remedy: item.isTampering === true ? 'tamper-alerts' : 'event-alerts',
  remedyText: `alert on ${item.what}: an EventBridge rule in ${item.region ?? 'every region'}, or a metric filter on the log group of the trail with an alarm, and a confirmed subscriber`,
  family: 'cis-monitoring',
  note: 'Each kind of event is tried against the filters of a logging trail of all regions, through metric, alarm, topic and confirmed subscriber. The text of a filter is not compared: any that matches will do, and so will rules of EventBridge in every region.',
  run: (world) => accountsFor(world, item).map((view) => judge(world, item, view)),
  examples: {
    pass: {
      says: 'The filter of the benchmark, with an alarm and a confirmed subscriber.',
      snapshot: monitored(item, item.pattern),
      expect: 'pass',
    },
    fail: {
      says: 'A filter that matches something else.',
      snapshot: monitored(item, '{ $.eventName = NothingOfTheKind }'),
      expect: 'fail',
    },
    unknown: {
      says: 'The metric filters could not be read.',
      snapshot: {
        ...monitored(item, item.pattern),
        logGroups: [groupOf(item.pattern, { metricFilters: denied })],
      },
      expect: 'unknown',
    },
  },
})
