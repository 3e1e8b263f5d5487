import { expect, test } from 'vitest'
import { TAMPER_RULE } from '../../../../src/act/fix/parts/tamper-rules.ts'
import { tamperAlerts } from '../../../../src/act/fix/remedies/tamper-alerts.ts'
import { trailChanges } from '../../../../src/model/catalogue/sets.ts'
import type { DesiredOf } from '../../../../src/model/desired.ts'
import { eventPatternMatches } from '../../../../src/reason/assess/alerts/event-pattern.ts'
import { cisMonitoringCloudtrailChanges } from '../../../../src/reason/assess/checks/watching/cis/cis-monitoring-cloudtrail-changes.ts'
import { tamperingNotAlerted } from '../../../../src/reason/assess/checks/watching/tampering-not-alerted.ts'
import {
  ACCOUNT,
  bucketOf,
  known,
  MANAGEMENT,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../../src/reason/assess/given.ts'
import {
  organizationTrail,
  snapshotOfTwo,
} from '../../../../src/reason/assess/given-organization.ts'
import { groupOf, sendingTrail, TOPIC } from '../../../../src/reason/assess/given-watching.ts'
import { closing, openBucket, openIn } from './closing.ts'

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`

/** A trail with a bucket and a key in one place, and nobody who listens. */
const unheard = snapshotOf({
  trails: [trailOf({ config: { kmsKeyId: KEY } })],
  keys: [
    {
      account: ACCOUNT,
      region: REGION,
      readAt: bucketOf().readAt,
      arn: KEY,
      names: [],
      state: known({ keyState: 'Enabled' }),
    },
  ],
})

const rulesOf = ({ proposal }: ReturnType<typeof closing>): readonly DesiredOf<'event-rule'>[] =>
  proposal.desired.flatMap((d) => (d.kind === 'event-rule' ? [d] : []))

test('trail, bucket and key of one place are told of by rules there, and the check passes on all three', () => {
  const closed = closing(tamperAlerts, unheard, [tamperingNotAlerted])
  expect(closed.before.filter((f) => f.status === 'fail')).toHaveLength(3)
  expect(openIn(closed.after)).toEqual([])
  expect(rulesOf(closed).map((r) => [r.account, r.region, r.name])).toEqual([
    [ACCOUNT, REGION, TAMPER_RULE],
    [ACCOUNT, REGION, `${TAMPER_RULE}-2`],
  ])
})

test('a bucket in another region than the trail has a rule of its own there', () => {
  const snapshot = snapshotOf({ buckets: [bucketOf({ region: known('us-east-1') })] })
  const closed = closing(tamperAlerts, snapshot, [tamperingNotAlerted])
  expect(openIn(closed.after)).toEqual([])
  expect([...new Set(rulesOf(closed).map((r) => r.region))].sort()).toEqual([REGION, 'us-east-1'])
})

test('every call of the catalogue on trails is in the pattern', () => {
  const text = JSON.stringify(rulesOf(closing(tamperAlerts, unheard)).map((r) => r.pattern))
  for (const name of trailChanges.recorder.eventNames) expect(text).toContain(`"${name}"`)
})

test('a pattern that would be longer than EventBridge takes becomes several rules', () => {
  const names = Array.from({ length: 60 }, (_, i) => `log-bucket-with-a-long-name-number-${i}`)
  const snapshot = snapshotOf({
    trails: names.map((name) => trailOf({ name, config: { s3Bucket: name } })),
    buckets: names.map((name) => bucketOf({ name })),
  })
  const closed = closing(tamperAlerts, snapshot, [tamperingNotAlerted])
  const lengths = rulesOf(closed).map((r) => JSON.stringify(r.pattern).length)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2048)
  expect(lengths.length).toBeGreaterThan(1)
  expect(openIn(closed.after)).toEqual([])
})

test('without a word on who is to be told nothing is made, and the plan asks', () => {
  const { proposal } = closing(tamperAlerts, unheard, [tamperingNotAlerted], {})
  expect(proposal.desired).toEqual([])
  expect(proposal.refused.map((r) => r.needs)).toEqual(['notify', 'notify', 'notify'])
})

test('someone has to confirm, and the plan says who and where', () => {
  const { proposal } = closing(tamperAlerts, unheard)
  const after = proposal.notes.flatMap((n) => n.after ?? []).map((m) => m.text)
  expect(after.join('\n')).toContain(`Confirm the subscription of security@example.com`)
})

test('where the trail has a log group an alarm on silence stands beside the rule, and the plan says why both', () => {
  const snapshot = snapshotOf({ trails: [sendingTrail()], logGroups: [groupOf('{ $.x = y }')] })
  const { proposal } = closing(tamperAlerts, snapshot, [tamperingNotAlerted])
  const silence = proposal.desired.find((d) => d.kind === 'alarm')
  expect(silence).toMatchObject({ namespace: 'AWS/Logs', treatMissingData: 'breaching' })
  expect(proposal.notes.flatMap((n) => n.risks ?? []).join()).toContain(
    'needs no event and no trail',
  )
})

test('calls on Organizations leave their records in us-east-1: the management account has a rule there', () => {
  const closed = closing(tamperAlerts, snapshotOfTwo(), [tamperingNotAlerted])
  const global = rulesOf(closed).find((r) => r.region === 'us-east-1')
  expect(global?.account).toBe(MANAGEMENT)
  expect(JSON.stringify(global?.pattern)).toContain('DisableAWSServiceAccess')
})

test('calls of IAM on the role that fills the log group leave their records in us-east-1: a rule is there', () => {
  const trail = trailOf({
    config: { cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/path/to-logs` },
  })
  const closed = closing(tamperAlerts, snapshotOf({ trails: [trail] }), [tamperingNotAlerted])
  const global = rulesOf(closed).find((r) => r.region === 'us-east-1')
  expect(JSON.stringify(global?.pattern)).toContain('"roleName":["to-logs"]')
  expect(JSON.stringify(global?.pattern)).toContain('DetachRolePolicy')
})

test('the item of the benchmark is heard in every account through one log group of the organisation trail', () => {
  const snapshot = snapshotOfTwo({
    trails: [organizationTrail({ over: { insightSelectors: known([]) } })],
    buckets: [openBucket],
  })
  const closed = closing(tamperAlerts, snapshot, [cisMonitoringCloudtrailChanges])
  expect(closed.before.filter((f) => f.status === 'fail')).toHaveLength(2)
  expect(openIn(closed.after)).toEqual([])
  const made = closed.proposal.desired
  expect(made.filter((d) => d.kind === 'metric-filter')).toHaveLength(1)
  expect(made.filter((d) => d.kind === 'log-group')).toHaveLength(1)
})

test('a rule of that name keeps the targets that it has', () => {
  const rule = {
    account: ACCOUNT,
    region: REGION,
    readAt: bucketOf().readAt,
    arn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/${TAMPER_RULE}`,
    name: TAMPER_RULE,
    bus: 'default',
    state: 'DISABLED',
    pattern: {},
    targets: known([TOPIC]),
  }
  const [made] = rulesOf(closing(tamperAlerts, { ...unheard, eventRules: [rule] }))
  expect(made?.state).toBe('existing')
  expect(made?.targets).toContain(TOPIC)
  const unread = { ...rule, targets: { unknown: 'access-denied' as const } }
  const { proposal } = closing(tamperAlerts, { ...unheard, eventRules: [unread] }, [
    tamperingNotAlerted,
  ])
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('targets were not read')
})

/** What EventBridge is given of a call, as it records it. */
const given = (
  service: string,
  eventName: string,
  requestParameters: object = {},
): Readonly<Record<string, unknown>> => ({
  source: `aws.${service}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventSource: `${service}.amazonaws.com`, eventName, requestParameters },
})

const OURS = `arn:aws:sns:us-east-1:${MANAGEMENT}:audit-log-alerts`

test.each([
  given('events', 'PutRule', { name: TAMPER_RULE, state: 'DISABLED' }),
  given('events', 'PutTargets', { rule: TAMPER_RULE }),
  given('sns', 'Unsubscribe', { subscriptionArn: `${OURS}:1` }),
  given('sns', 'SetSubscriptionAttributes', { subscriptionArn: `${OURS}:1` }),
  given('sns', 'RemovePermission', { topicArn: OURS }),
  given('monitoring', 'DeleteAlarms', { alarmNames: ['x', 'audit-log-silent-org'] }),
  given('monitoring', 'DisableAlarmActions', { alarmNames: ['audit-log-silent-org'] }),
  given('monitoring', 'PutMetricAlarm', { alarmName: 'audit-log-silent-org' }),
  given('iam', 'DeleteServiceLinkedRole', { roleName: 'AWSServiceRoleForCloudTrail' }),
  given('organizations', 'DisablePolicyType', {}),
])('who silences the alert, or takes the guard off, is told of: $detail.eventName', (event) => {
  const rules = rulesOf(closing(tamperAlerts, snapshotOfTwo(), [tamperingNotAlerted]))
  const global = rules.filter((r) => r.account === MANAGEMENT && r.region === 'us-east-1')
  expect(global.map((r) => eventPatternMatches(r.pattern, event))).toContain('yes')
})

test.each([
  given('events', 'PutRule', { name: 'nightly-report' }),
  given('events', 'PutTargets', { rule: 'nightly-report' }),
  given('sns', 'Unsubscribe', { subscriptionArn: 'arn:aws:sns:us-east-1:1:news:1' }),
  given('monitoring', 'PutMetricAlarm', { alarmName: 'cpu' }),
  given('iam', 'DeleteServiceLinkedRole', { roleName: 'AWSServiceRoleForSupport' }),
])('everyday calls on other rules, topics and alarms wake nobody: $detail.eventName', (event) => {
  const rules = rulesOf(closing(tamperAlerts, snapshotOfTwo(), [tamperingNotAlerted]))
  expect(rules.map((r) => eventPatternMatches(r.pattern, event))).not.toContain('yes')
})

test('a metric filter that is overwritten in the log group of a trail is told of', () => {
  const snapshot = snapshotOf({ trails: [sendingTrail()], logGroups: [groupOf('{ $.x = y }')] })
  const [name] = snapshot.logGroups.map((g) => g.name)
  const event = given('logs', 'PutMetricFilter', { logGroupName: name })
  const rules = rulesOf(closing(tamperAlerts, snapshot, [tamperingNotAlerted]))
  expect(rules.map((r) => eventPatternMatches(r.pattern, event))).toContain('yes')
})

test('a member whose rule stands in us-east-1 is told of when it leaves the organisation', () => {
  const trail = trailOf({ config: { cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/to-logs` } })
  const snapshot = snapshotOfTwo({ trails: [trail] })
  const rules = rulesOf(closing(tamperAlerts, snapshot, [tamperingNotAlerted]))
  const event = given('organizations', 'LeaveOrganization')
  expect(rules.map((r) => [r.region, eventPatternMatches(r.pattern, event)])).toContainEqual([
    'us-east-1',
    'yes',
  ])
})

test.each([
  ['leaves the organisation', given('organizations', 'LeaveOrganization')],
  ['shuts a region', given('account', 'DisableRegion', { RegionName: 'ap-east-1' })],
])('a member that gets a rule elsewhere is told of too when it %s', (_, event) => {
  const rules = rulesOf(closing(tamperAlerts, snapshotOfTwo(), [tamperingNotAlerted]))
  expect(rules.map((r) => [r.region, eventPatternMatches(r.pattern, event)])).toContainEqual([
    'us-east-1',
    'yes',
  ])
})

test('where records of IAM are made is not documented in other partitions: every region asks, and the plan says so', () => {
  const trail = trailOf({ config: { cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/to-logs` } })
  const snapshot = snapshotOf({ partition: 'aws-us-gov', trails: [trail] })
  const { proposal } = closing(tamperAlerts, snapshot, [tamperingNotAlerted])
  const rules = proposal.desired.filter((d) => d.kind === 'event-rule')
  expect(rules.length).toBeGreaterThan(0)
  const asking = rules.filter((r) => JSON.stringify(r.pattern).includes('"to-logs"'))
  expect([...new Set(asking.map((r) => r.region))].sort()).toEqual([REGION, 'us-east-1'])
  expect(proposal.notes.flatMap((n) => n.risks ?? []).join()).toContain(
    'In which region of aws-us-gov calls of IAM',
  )
})
