import { expect, test } from 'vitest'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import type { Check } from '../../../src/reason/assess/check.ts'
import { alertDependsOnTheTrail } from '../../../src/reason/assess/checks/watching/alert-depends-on-the-trail.ts'
import { cisMonitoringIamPolicyChanges } from '../../../src/reason/assess/checks/watching/cis/cis-monitoring-iam-policy-changes.ts'
import { tamperingNotAlerted } from '../../../src/reason/assess/checks/watching/tampering-not-alerted.ts'
import { ACCOUNT, AT, bucketOf, denied, known, REGION } from '../../../src/reason/assess/given.ts'
import {
  alarmedBy,
  groupOf,
  ruleOf,
  topicOf,
  watched,
} from '../../../src/reason/assess/given-watching.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const found = (check: Check, snapshot: Snapshot) => assess(worldOf(snapshot, AT), [check])
const statuses = (check: Check, snapshot: Snapshot) => found(check, snapshot).map((f) => f.status)
const of = (snapshot: Snapshot, resource: RegExp) =>
  found(tamperingNotAlerted, snapshot)
    .filter((f) => resource.test(f.resource))
    .map((f) => f.status)

test.each([
  ['owner', { owner: denied }],
  ['region', { region: denied }],
])('a log bucket whose %s was denied stays, as unknown', (_, over) => {
  expect(of(watched({}), /:s3:/)).toEqual(['fail'])
  expect(of(watched({ buckets: [bucketOf(over)] }), /:s3:/)).toEqual(['unknown'])
})

test('a log bucket that was not collected is unknown; that of another is theirs to watch', () => {
  expect(of(watched({ buckets: [] }), /:s3:/)).toEqual(['unknown'])
  const foreign = bucketOf({ owner: known('888888888888') })
  expect(of(watched({ buckets: [foreign] }), /:s3:/)).toEqual([])
})

test('a key that was not collected is unknown', () => {
  const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`
  const [trail] = watched({}).trails
  if (trail === undefined || !('known' in trail.config)) throw new Error('no trail')
  const encrypted = { ...trail, config: known({ ...trail.config.known, kmsKeyId: key }) }
  expect(of(watched({ trails: [encrypted] }), /:kms:/)).toEqual(['unknown'])
})

const CHANGES = '{ $.eventSource = cloudtrail.amazonaws.com }'

test.each([
  ['filters', { logGroups: [groupOf(CHANGES, { metricFilters: denied })] }],
  ['policy of the topic', { topics: [topicOf({ policy: denied })] }],
  ['subscriptions', { topics: [topicOf({ subscriptions: denied })] }],
])('an alert that may depend on the trail does not vanish when its %s were denied', (_, over) => {
  expect(statuses(alertDependsOnTheTrail, alarmedBy(CHANGES))).toEqual(['fail'])
  expect(statuses(alertDependsOnTheTrail, alarmedBy(CHANGES, over))).toEqual(['unknown'])
})

test('where a rule tells of every change, what alarms do does not matter', () => {
  const logGroups = [groupOf(CHANGES, { metricFilters: denied })]
  const eventRules = [ruleOf()]
  expect(statuses(alertDependsOnTheTrail, alarmedBy(CHANGES, { logGroups, eventRules }))).toEqual([
    'pass',
  ])
})

test('nobody is told only where the regions of an account are known: a trail may be in any', () => {
  const none = watched({ trails: [] })
  const regions = none.regions.map((r) => ({ ...r, regions: denied }))
  expect(statuses(cisMonitoringIamPolicyChanges, none)).toEqual(['fail'])
  expect(statuses(cisMonitoringIamPolicyChanges, { ...none, regions })).toEqual(['unknown'])
  expect(statuses(cisMonitoringIamPolicyChanges, { ...none, regions, trailsListed: [] })).toEqual([
    'unknown',
  ])
})
