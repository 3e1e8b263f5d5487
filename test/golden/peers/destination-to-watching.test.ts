import { expect, test } from 'vitest'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import type { Check } from '../../../src/reason/assess/check.ts'
import { destinationChecks } from '../../../src/reason/assess/checks/destination/list.ts'
import { logBucketDeletable } from '../../../src/reason/assess/checks/destination/log-bucket-deletable.ts'
import { logBucketMissingOrForeign } from '../../../src/reason/assess/checks/destination/log-bucket-missing-or-foreign.ts'
import { logBucketPublic } from '../../../src/reason/assess/checks/destination/log-bucket-public.ts'
import { logBucketReadableOutside } from '../../../src/reason/assess/checks/destination/log-bucket-readable-outside.ts'
import { keyUnusable } from '../../../src/reason/assess/checks/integrity/key-unusable.ts'
import { integrityChecks } from '../../../src/reason/assess/checks/integrity/list.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { roleAssumptionUnrecorded } from '../../../src/reason/assess/checks/roles/role-assumption-unrecorded.ts'
import { cisMonitoringCloudtrailChanges } from '../../../src/reason/assess/checks/watching/cis/cis-monitoring-cloudtrail-changes.ts'
import { tamperingNotAlerted } from '../../../src/reason/assess/checks/watching/tampering-not-alerted.ts'
import {
  ACCOUNT,
  AT,
  bucketOf,
  denied,
  known,
  MANAGEMENT,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import {
  givenOrganization,
  LOG_ARCHIVE,
  logPolicyWith,
  withBucket,
} from '../../../src/reason/assess/given-buckets.ts'
import { withKey } from '../../../src/reason/assess/given-keys.ts'
import {
  alarmedBy,
  alarmOf,
  groupOf,
  topicOf,
  watched,
} from '../../../src/reason/assess/given-watching.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const findings = (snapshot: Snapshot, ...some: readonly Check[]) =>
  assess(worldOf(snapshot, AT), some)
const statuses = (snapshot: Snapshot, ...some: readonly Check[]) => [
  ...new Set(findings(snapshot, ...some).map((f) => f.status)),
]

const organization = known(givenOrganization())
const unreadable = bucketOf({
  owner: denied,
  exists: denied,
  region: denied,
  policy: denied,
  isPublicByPolicy: denied,
  grants: denied,
  publicAccessBlock: denied,
  ownership: denied,
  versioning: denied,
  objectLock: denied,
  lifecycle: denied,
  logging: denied,
})

test('peers 2b.10 a bucket that cannot be seen gets one answer from every check: unknown', () => {
  const snapshot = snapshotOf({ buckets: [unreadable] })
  for (const check of destinationChecks) {
    const said = findings(snapshot, check)
    expect(
      said.map((f) => f.status),
      check.id,
    ).toEqual(['unknown'])
    expect(said[0]?.settle, check.id).toBeTruthy()
  }
})

test('peers 2b.16 a log bucket in another account of the organisation was not deleted', () => {
  const snapshot = withBucket({ owner: known(LOG_ARCHIVE) }, { organization })
  expect(statuses(snapshot, logBucketMissingOrForeign)).toEqual(['pass'])
})

test('peers 2b.16 a log bucket that no account has in its list is unknown, not deleted', () => {
  const snapshot = snapshotOf({ organization, buckets: [] })
  expect(statuses(snapshot, logBucketMissingOrForeign)).toEqual(['unknown'])
})

test('peers 2b.18 an unreadable bucket is not left out of the answer', () => {
  expect(statuses(snapshotOf({ buckets: [unreadable] }), logBucketPublic)).toEqual(['unknown'])
})

test('peers 2b.4 one trail that cannot be read says nothing of the others', () => {
  const snapshot = snapshotOf({
    trails: [trailOf({ name: 'a', over: { config: denied } }), trailOf({ name: 'b' })],
  })
  for (const check of [...integrityChecks, ...destinationChecks])
    expect(
      findings(snapshot, check).filter(
        (f) => f.resource.endsWith('trail/b') && f.status === 'unknown',
      ),
    ).toEqual([])
})

test('peers E1 a bucket is public by policy, though no ACL says so', () => {
  const open = bucketOf({
    isPublicByPolicy: known(true),
    publicAccessBlock: known(null),
  })
  const snapshot = snapshotOf({
    buckets: [open],
    accountPublicAccess: [{ account: ACCOUNT, readAt: AT, block: known(null) }],
  })
  expect(statuses(snapshot, logBucketPublic)).toEqual(['fail'])
})

test('peers E1 everyone behind an endpoint that nobody knows is unknown, not private', () => {
  const policy = logPolicyWith({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::audit-logs/*',
    Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  })
  expect(statuses(withBucket({ policy: known(policy) }), logBucketReadableOutside)).toEqual([
    'unknown',
  ])
})

test('peers E3 MFA delete is not asked of a bucket with lifecycle rules', () => {
  const rule = {
    enabled: true,
    prefix: '',
    isNarrowed: false,
    expirationDays: 400,
    transitions: [],
  }
  const versioning = known({ enabled: false, mfaDelete: false })
  const [without] = findings(withBucket({ versioning }), logBucketDeletable)
  const [with_] = findings(withBucket({ versioning, lifecycle: known([rule]) }), logBucketDeletable)
  expect(without?.reason).toContain('MFA delete')
  expect(with_?.reason).not.toContain('MFA delete')
})

test('peers D2 a key that is named but disabled is no encryption that works', () => {
  expect(statuses(withKey({ state: known({ keyState: 'Disabled' }) }), keyUnusable)).toEqual([
    'fail',
  ])
})

test('peers D4 digests in the bucket of the logs are no finding', () => {
  const healthy = withKey()
  const said = findings(healthy, ...integrityChecks)
  expect(said.filter((f) => f.status === 'fail')).toEqual([])
  expect(checks.filter((c) => /digest.*bucket|bucket.*digest/i.test(c.id))).toEqual([])
})

test('peers 2b.20 no check asks for Insights on every trail', () => {
  expect(checks.filter((c) => /insight/i.test(c.id))).toEqual([])
})

const CHANGES = cisMonitoringCloudtrailChanges.examples.pass.snapshot

test('peers G an alarm is found by the metric of the filter, not by the name of the filter', () => {
  const named = alarmOf({ metric: 'watched' }) // the filter's name; its metric is `Watched`
  expect(statuses({ ...CHANGES, alarms: [named] }, cisMonitoringCloudtrailChanges)).toEqual([
    'fail',
  ])
})

test('peers G an alarm on the same metric name in another namespace is another metric', () => {
  const other = alarmOf({ namespace: 'Elsewhere' })
  expect(statuses({ ...CHANGES, alarms: [other] }, cisMonitoringCloudtrailChanges)).toEqual([
    'fail',
  ])
})

test('peers G a topic whose subscription was never confirmed tells nobody', () => {
  const deaf = topicOf({ subscriptions: known([{ protocol: 'email', confirmed: false }]) })
  expect(statuses({ ...CHANGES, topics: [deaf] }, cisMonitoringCloudtrailChanges)).toEqual(['fail'])
})

test('peers G a filter without quotes and in another order matches as well', () => {
  const calls = ['StopLogging', 'DeleteTrail', 'StartLogging', 'UpdateTrail', 'CreateTrail']
  const pattern = `{${calls.map((c) => `($.eventName=${c})`).join('||')}}`
  expect(statuses(alarmedBy(pattern), cisMonitoringCloudtrailChanges)).toEqual(['pass'])
})

test('peers G a trail without a log group is a finding, not silence', () => {
  const said = findings(watched({ trails: [trailOf()] }), cisMonitoringCloudtrailChanges)
  expect(said.map((f) => f.status)).toEqual(['fail'])
})

test('prowler#2438 the log group of an organisation trail watches its members', () => {
  const places = [MANAGEMENT, ACCOUNT].flatMap((account) =>
    ['eu-west-1', 'us-east-1'].map((region) => ({ account, region })),
  )
  const group = `arn:aws:logs:${REGION}:${MANAGEMENT}:log-group:audit`
  const topic = `arn:aws:sns:${REGION}:${MANAGEMENT}:security`
  const pattern = '{ $.eventSource = cloudtrail.amazonaws.com }'
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topic,
  }
  const snapshot = watched({
    organization,
    trails: [
      trailOf({
        account: MANAGEMENT,
        config: { isOrganization: true, cloudWatchLogGroupArn: `${group}:*` },
        status: { latestCloudWatchDeliveryTime: AT },
        places,
      }),
    ],
    logGroups: [groupOf(pattern, { account: MANAGEMENT, arn: group })],
    alarms: [alarmOf({ account: MANAGEMENT, actions: [topic] })],
    topics: [
      topicOf({ account: MANAGEMENT, arn: topic, policy: known({ Statement: [statement] }) }),
    ],
  })
  const member = findings(snapshot, cisMonitoringCloudtrailChanges).find(
    (f) => f.account === ACCOUNT,
  )
  expect(member?.status).toBe('pass')
})

test('peers 6 the trail of Control Tower is judged like any other', () => {
  const snapshot = watched({ trails: [trailOf({ name: 'aws-controltower-BaselineCloudTrail' })] })
  expect(statuses(snapshot, tamperingNotAlerted)).toContain('fail')
})

test('peers 6 an organisation trail whose status a member cannot read is unknown there', () => {
  const snapshot = snapshotOf({
    organization,
    trails: [
      trailOf({
        account: MANAGEMENT,
        config: { isOrganization: true },
        selectors: denied,
        places: [{ account: ACCOUNT, region: REGION }],
      }),
    ],
  })
  const member = findings(snapshot, roleAssumptionUnrecorded).find((f) => f.account === ACCOUNT)
  expect(member?.status).toBe('unknown')
  expect(`${member?.reason} ${member?.settle}`).toContain(MANAGEMENT)
})
