import { describe, expect, test } from 'vitest'
import { eventAlerts } from '../../../../src/act/fix/remedies/event-alerts.ts'
import { cisMonitoringChecks } from '../../../../src/reason/assess/checks/watching/cis/list.ts'
import { known, snapshotOf, trailOf } from '../../../../src/reason/assess/given.ts'
import {
  organizationTrail,
  snapshotOfTwo,
} from '../../../../src/reason/assess/given-organization.ts'
import { alarmOf, groupOf, sendingTrail } from '../../../../src/reason/assess/given-watching.ts'
import { closing, openBucket, openIn } from './closing.ts'

const mine = cisMonitoringChecks.filter((check) => check.remedy === 'event-alerts')

/** The trail delivers to a log group on which nothing watches. */
const deaf = snapshotOf({
  trails: [sendingTrail()],
  logGroups: [groupOf('', { metricFilters: known([]) })],
})

const kindsOf = ({ proposal }: ReturnType<typeof closing>) => proposal.desired.map((d) => d.kind)

describe.each(mine.map((check) => [check.id, check] as const))('%s', (_, check) => {
  test('is closed by a filter, an alarm and a topic, and by nothing else', () => {
    const closed = closing(eventAlerts, deaf, [check])
    expect(openIn(closed.before)).toEqual(
      check.monitored.inManagementAccountOnly ? [] : [`${check.id}: fail`],
    )
    expect(openIn(closed.after)).toEqual([])
    if (check.monitored.inManagementAccountOnly !== true)
      expect(kindsOf(closed)).toEqual(['topic', 'metric-filter', 'alarm'])
  })
})

const organization = snapshotOfTwo({
  trails: [organizationTrail({ over: { insightSelectors: known([]) } })],
  buckets: [openBucket],
})

test('all items in all accounts share one log group, one topic and one set of filters', () => {
  const closed = closing(eventAlerts, organization, mine)
  expect(openIn(closed.after)).toEqual([])
  const count = (kind: string) => kindsOf(closed).filter((k) => k === kind).length
  expect(count('log-group')).toBe(1)
  expect(count('topic')).toBe(1)
  expect(count('metric-filter')).toBe(mine.length)
})

test('a log group that is made for alerts has its alarm on silence at once, and the cost is said', () => {
  const { proposal } = closing(eventAlerts, organization, mine)
  expect(proposal.desired).toContainEqual(
    expect.objectContaining({ kind: 'alarm', treatMissingData: 'breaching' }),
  )
  expect(proposal.notes.flatMap((n) => n.risks ?? []).join()).toContain('CloudWatch Logs charges')
})

test('a trail of which part was not read is not declared anew', () => {
  const snapshot = { ...organization, trails: [organizationTrail()] }
  const { proposal } = closing(eventAlerts, snapshot, mine)
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain(
    'insight selectors of trail organization were not read',
  )
})

test('filters of a log group that were not read are not added to', () => {
  const snapshot = snapshotOf({
    trails: [sendingTrail()],
    logGroups: [groupOf('', { metricFilters: { unknown: 'access-denied' } })],
  })
  const { proposal } = closing(eventAlerts, snapshot, mine)
  expect(proposal.desired).toEqual([])
})

test('without a trail of all regions alerts have nothing to stand on, and nothing is made', () => {
  const snapshot = snapshotOf({ trails: [trailOf({ config: { isMultiRegion: false } })] })
  const { proposal } = closing(eventAlerts, snapshot, mine)
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('no trail of all regions')
})

test('failed sign-ins and denied calls are told of when there are several, not one by one', () => {
  const { proposal } = closing(eventAlerts, deaf, mine)
  const thresholds = proposal.desired.flatMap((d) =>
    d.kind === 'alarm' ? [[d.name, d.threshold] as const] : [],
  )
  expect(
    thresholds
      .filter(([, n]) => n > 1)
      .map(([name]) => name)
      .sort(),
  ).toEqual(['audit-log-sign-in-failures', 'audit-log-unauthorized-calls'])
})

test('an alarm of the same name is changed, not made a second time', () => {
  const snapshot = {
    ...deaf,
    alarms: [alarmOf({ name: 'audit-log-root-use', actionsEnabled: false })],
  }
  const { proposal } = closing(eventAlerts, snapshot, mine)
  expect(proposal.desired).toContainEqual(
    expect.objectContaining({ kind: 'alarm', name: 'audit-log-root-use', state: 'existing' }),
  )
})
