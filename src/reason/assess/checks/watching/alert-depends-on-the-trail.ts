import { isKnown } from '../../../../model/observed.ts'
import type { Alarm, LogGroup } from '../../../../model/snapshot/watching.ts'
import { rulesHear } from '../../alerts/event-rules.ts'
import { anyHears } from '../../alerts/hearing.ts'
import { actionsHear, trailHears, trailsWithLogGroup } from '../../alerts/log-alarms.ts'
import { metricFilterMatches } from '../../alerts/metric-filter/matches.ts'
import type { Check, Result } from '../../check.ts'
import { alarmedBy, alarmOf, groupOf, ruleOf } from '../../given-watching.ts'
import { logGroupOf } from '../../inventory/log-groups.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import { type KnownTrail, knownTrails, unreadTrails } from '../../inventory/trails.ts'
import { wereListed } from '../../recording/listings.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'
import { trailChanges } from './tampering.ts'

/** A metric that counts whatever comes into a log group. */
const countsAll = (group: LogGroup, { namespace, metric, logGroup }: Alarm): boolean =>
  (namespace === 'AWS/Logs' &&
    logGroup === group.name &&
    ['IncomingLogEvents', 'IncomingBytes'].includes(metric)) ||
  (group.metricFilters !== undefined &&
    isKnown(group.metricFilters) &&
    group.metricFilters.known.some(
      (filter) =>
        metricFilterMatches(filter.pattern, { name: 'anything', record: {} }) === 'yes' &&
        filter.metrics.some((m) => m.namespace === namespace && m.name === metric),
    ))

/** An alarm that goes off when nothing comes any more. */
const hearsSilence = (world: World, group: LogGroup): Alarm | undefined =>
  world.snapshot.alarms.find(
    (alarm) =>
      alarm.account === group.account &&
      alarm.region === group.region &&
      alarm.comparison.startsWith('LessThan') &&
      alarm.treatMissingData === 'breaching' &&
      countsAll(group, alarm) &&
      actionsHear(world, alarm).status === 'yes',
  )

const judge = (world: World, t: KnownTrail): readonly Result[] => {
  const place = t.subject
  const others = trailsWithLogGroup(world, place).filter((other) => other.arn !== t.arn)
  const own = trailChanges.map((change) => trailHears(world, t, place, change))
  const elsewhere = trailChanges.map((change) =>
    anyHears([
      rulesHear(world, place, change),
      ...others.map((other) => trailHears(world, other, place, change)),
    ]),
  )
  const group = logGroupOf(world, t)
  // where nobody is told at all, tampering-not-alerted says so
  if (own.every((h) => h.status === 'no')) return []
  const without = (status: string) =>
    trailChanges.filter((_, i) => own[i]?.status === status && elsewhere[i]?.status !== 'yes')
  const leaning = without('yes')
  const open = leaning.length === 0 ? without('unknown') : []
  if (open.length > 0 || (group === undefined && leaning.length > 0))
    return [
      unsettled(
        t.subject,
        `Whether alarms on changes of trail ${t.name} are fed by the trail itself is not known: ${some(anyHears(own).gaps, 2)}`,
        `Let the collecting role read log groups, metric filters, alarms and topics in ${t.subject.region} of account ${t.account}, and collect again`,
        anyHears(own).gaps,
      ),
    ]
  if (leaning.length === 0 || group === undefined)
    return [
      passed(
        t.subject,
        `Someone is told of changes of trail ${t.name} by another way than its own log group`,
      ),
    ]
  const silence = hearsSilence(world, group)
  if (silence !== undefined)
    return [
      passed(
        t.subject,
        `Alarm ${silence.name} goes off when the log group of trail ${t.name} falls silent`,
      ),
    ]
  const names = leaning.map((change) => change.name).join(', ')
  const isOpen =
    elsewhere.some((h) => h.status === 'unknown') || !wereListed(world, 'alarms', group)
  return [
    isOpen
      ? unsettled(
          t.subject,
          `Alarms on ${names} are fed by trail ${t.name} itself, and whether anything else tells of them is not known`,
          `Let the collecting role list rules and alarms in ${group.region} of account ${group.account}, and collect again`,
        )
      : failed(
          t.subject,
          `Alarms on ${names} are fed by trail ${t.name} itself: once it is cut off from its log group they stay silent, and nothing notices the silence`,
          [`log group ${group.name}`],
        ),
  ]
}

const CHANGES = '{ $.eventSource = cloudtrail.amazonaws.com }'

export const alertDependsOnTheTrail: Check = {
  id: 'alert-depends-on-the-trail',
  group: 'watching',
  title: 'No alert depends on the trail that it watches',
  why: 'An alarm on the log group of a trail hears nothing once the trail, its log group or its role is cut off. A watchman who is paid by the thief sleeps well.',
  severity: 'medium',
  references: { aws: [pages.eventBridge, pages.cloudWatchLogs] },
  remedy: 'silence-alarm',
  note: 'A rule of EventBridge, a second trail, or an alarm that treats missing data as breaching will do, any one of them.',
  run: (world) => [
    ...unreadTrails(world, 'What watches changes'),
    ...knownTrails(world).flatMap((t) => judge(world, t)),
  ],
  examples: {
    pass: {
      says: 'A rule of EventBridge tells of the same calls.',
      snapshot: alarmedBy(CHANGES, { eventRules: [ruleOf()] }),
      expect: 'pass',
    },
    fail: {
      says: 'Only an alarm on the log group of the trail itself.',
      snapshot: alarmedBy(CHANGES),
      expect: 'fail',
    },
    unknown: {
      says: 'The same, but the rules of EventBridge were not listed.',
      snapshot: alarmedBy(CHANGES, {
        logGroups: [groupOf(CHANGES)],
        alarms: [alarmOf()],
        listings: alarmedBy(CHANGES).listings.filter((l) => l.what !== 'event-rules'),
      }),
      expect: 'unknown',
    },
  },
}
