import { expect, test } from 'vitest'
import type { Alarm } from '../../../../src/model/snapshot/watching.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { DAY } from '../../../../src/model/time.ts'
import { alerted } from '../../../../src/reason/assess/alerts/alerted.ts'
import { changeOf } from '../../../../src/reason/assess/alerts/sample.ts'
import { ACCOUNT, AT, denied, known, REGION, trailOf } from '../../../../src/reason/assess/given.ts'
import {
  alarmedBy,
  alarmOf,
  groupOf,
  ruleOf,
  sendingTrail,
  topicOf,
  watched,
} from '../../../../src/reason/assess/given-watching.ts'
import { worldOf } from '../../../../src/reason/assess/run.ts'

const stop = changeOf('cloudtrail', 'StopLogging')
const hears = (snapshot: Snapshot) =>
  alerted(worldOf(snapshot, AT), { account: ACCOUNT, region: REGION }, stop).status
const CHANGES = '{ $.eventSource = cloudtrail.amazonaws.com }'
const bus = (account: string): string => `arn:aws:events:${REGION}:${account}:event-bus/central`
const unlisted = (what: string): Snapshot['listings'] =>
  watched({}).listings.filter((l) => l.what !== what)

test('a rule that is enabled and tells a confirmed subscriber is heard', () => {
  expect(hears(watched({ eventRules: [ruleOf()] }))).toBe('yes')
})

const deaf: readonly (readonly [string, Partial<Snapshot>])[] = [
  ['a rule that is disabled', { eventRules: [ruleOf({ state: 'DISABLED' })] }],
  ['a rule without targets', { eventRules: [ruleOf({ targets: known([]) })] }],
  ['a rule in another region', { eventRules: [ruleOf({ region: 'us-east-1' })] }],
  ['a rule on another bus', { eventRules: [ruleOf({ bus: 'orders' })] }],
  [
    'a rule that only writes to a log group',
    { eventRules: [ruleOf({ targets: known([`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:x`]) })] },
  ],
  [
    'a topic that does not exist',
    { eventRules: [ruleOf()], topics: [topicOf({ exists: known(false) })] },
  ],
  [
    'a topic whose policy does not let EventBridge publish',
    { eventRules: [ruleOf()], topics: [topicOf({ policy: known({ Statement: [] }) })] },
  ],
]

test.each(deaf)('%s is not heard', (_, over) => {
  expect(hears(watched(over))).toBe('no')
})

const unclear: readonly (readonly [string, Partial<Snapshot>])[] = [
  ['targets were not read', { eventRules: [ruleOf({ targets: denied })] }],
  [
    'pattern cannot be decided',
    { eventRules: [ruleOf({ pattern: { detail: { userAgent: ['x'] } } })] },
  ],
  ['topic was not collected', { eventRules: [ruleOf()], topics: [] }],
]

test.each(unclear)('a rule whose %s is unknown', (_, over) => {
  expect(hears(watched(over))).toBe('unknown')
})

test('a rule is given nothing where no trail records', () => {
  const stopped = watched({
    eventRules: [ruleOf()],
    trails: [trailOf({ status: { isLogging: false } })],
  })
  expect(hears(stopped)).toBe('no')
})

test('events are followed to the bus of another account', () => {
  const forward = ruleOf({ targets: known([bus('222222222222')]) })
  const there = ruleOf({ account: '222222222222', bus: bus('222222222222') })
  expect(hears(watched({ eventRules: [forward, there] }))).toBe('yes')
  expect(hears(watched({ eventRules: [forward] }))).toBe('unknown')
})

test('buses that forward to each other end', () => {
  const round = ruleOf({ targets: known([bus(ACCOUNT)]) })
  const back = ruleOf({ bus: 'central', targets: known([bus(ACCOUNT)]) })
  expect(hears(watched({ eventRules: [round, back] }))).toBe('unknown')
})

test('an alarm on the log group of the trail is heard', () => {
  expect(hears(alarmedBy(CHANGES))).toBe('yes')
})

const quiet: readonly (readonly [string, Partial<Alarm>])[] = [
  ['actions are off', { actionsEnabled: false }],
  ['actions are none', { actions: [] }],
  ['threshold is five', { threshold: 5 }],
  ['comparison is downward', { comparison: 'LessThanThreshold' }],
  ['region is another', { region: 'us-east-1' }],
]

test.each(quiet)('an alarm whose %s is not heard', (_, over) => {
  expect(hears(alarmedBy(CHANGES, { alarms: [alarmOf(over)] }))).toBe('no')
})

test('an alarm that was not found is unknown where alarms were not listed', () => {
  expect(hears(alarmedBy(CHANGES, { alarms: [], listings: unlisted('alarms') }))).toBe('unknown')
})

test('a trail whose delivery to CloudWatch fails feeds no alarm', () => {
  const { trails } = alarmedBy(CHANGES)
  const failing = trails.map((t) => ({
    ...t,
    status: t.status.map((s) => ({
      ...s,
      status:
        'known' in s.status
          ? known({ ...s.status.known, latestCloudWatchDeliveryError: 'AccessDenied' })
          : s.status,
    })),
  }))
  expect(hears(alarmedBy(CHANGES, { trails: failing }))).toBe('no')
})

test('the policy that SNS makes by itself lets alarms publish, and rules not', () => {
  const own = topicOf({
    policy: known({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'SNS:Publish',
          Resource: '*',
          Condition: { StringEquals: { 'AWS:SourceOwner': ACCOUNT } },
        },
      ],
    }),
  })
  expect(hears(alarmedBy(CHANGES, { topics: [own] }))).toBe('yes')
  expect(hears(watched({ eventRules: [ruleOf()], topics: [own] }))).toBe('unknown')
})

const lake = {
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  arn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/1`,
  name: 'lake',
  config: known({
    status: 'ENABLED',
    isMultiRegion: true,
    isOrganization: false,
    selectors: {
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      ],
    },
  }),
}

test('an event data store gives EventBridge nothing: only a trail that logs does', () => {
  const stopped = watched({
    eventRules: [ruleOf()],
    eventDataStores: [lake],
    trails: [trailOf({ status: { isLogging: false } })],
  })
  expect(hears(stopped)).toBe('no')
  expect(hears({ ...stopped, trails: [] })).toBe('no')
})

test('whether EventBridge is given what a trail logs that cannot deliver its files is unknown', () => {
  const failing = [trailOf({ status: { latestDeliveryError: 'AccessDenied' } })]
  expect(hears(watched({ eventRules: [ruleOf()], trails: failing }))).toBe('unknown')
})

const unsure: readonly (readonly [string, Partial<Alarm>])[] = [
  ['statistic is Average', { statistic: 'Average' }],
  ['statistic is Minimum', { statistic: 'Minimum' }],
  ['statistic is a percentile', { statistic: 'p99' }],
  ['periods are three', { evaluationPeriods: 3 }],
  ['datapoints are two', { evaluationPeriods: 3, datapointsToAlarm: 2 }],
  ['unit is another', { unit: 'Count' }],
  ['comparison is with a band', { comparison: 'GreaterThanUpperThreshold' }],
]

test.each(unsure)('whether one event sets off an alarm whose %s is unknown', (_, over) => {
  expect(hears(alarmedBy(CHANGES, { alarms: [alarmOf(over)] }))).toBe('unknown')
})

const loud: readonly (readonly [string, Partial<Alarm>])[] = [
  ['statistic is Maximum', { statistic: 'Maximum' }],
  ['statistic is SampleCount', { statistic: 'SampleCount' }],
  ['datapoints are one of three', { evaluationPeriods: 3, datapointsToAlarm: 1 }],
  ['unit is that of the metric', { unit: 'None' }],
]

test.each(loud)('an alarm whose %s is heard', (_, over) => {
  expect(hears(alarmedBy(CHANGES, { alarms: [alarmOf(over)] }))).toBe('yes')
})

test.each([
  ['a member of the event', { value: '$.size' }, 'unknown'],
  ['nothing that was read', {}, 'unknown'],
  ['less than none otherwise', { value: '1', defaultValue: -1 }, 'unknown'],
  ['nothing for an event', { value: '0' }, 'no'],
  ['two for an event', { value: '2', defaultValue: 0 }, 'yes'],
])('a metric filter that counts %s', (_, counted, expected) => {
  const metrics = [{ namespace: 'Audit', name: 'Watched', ...counted }]
  const metricFilters = known([{ name: 'watched', pattern: CHANGES, metrics }])
  expect(hears(alarmedBy(CHANGES, { logGroups: [groupOf(CHANGES, { metricFilters })] }))).toBe(
    expected,
  )
})

test('a log group that got nothing for a hundred days is dead, though no error is shown', () => {
  const fed = (status: Parameters<typeof sendingTrail>[0]) =>
    hears(alarmedBy(CHANGES, { trails: [sendingTrail(status)] }))
  expect(fed({ latestCloudWatchDeliveryTime: AT - 100 * DAY })).toBe('no')
  expect(fed({ latestCloudWatchDeliveryError: 'AccessDenied' })).toBe('no')
})

test('an error of the delivery to S3 does not keep events from the log group', () => {
  const trails = [sendingTrail({ latestDeliveryError: 'AccessDenied' })]
  expect(hears(alarmedBy(CHANGES, { trails }))).toBe('yes')
})
