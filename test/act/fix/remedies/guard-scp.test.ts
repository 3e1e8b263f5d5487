import { expect, test } from 'vitest'
import { guardScp } from '../../../../src/act/fix/remedies/guard-scp.ts'
import type { DesiredOf } from '../../../../src/model/desired.ts'
import { noScpGuard } from '../../../../src/reason/assess/checks/watching/no-scp-guard.ts'
import { whoCanStopTheTrail } from '../../../../src/reason/assess/checks/watching/who-can-stop-the-trail.ts'
import {
  ACCOUNT,
  AT,
  bucketOf,
  known,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../../src/reason/assess/given.ts'
import { givenOrganization } from '../../../../src/reason/assess/given-buckets.ts'
import { snapshotOfTwo } from '../../../../src/reason/assess/given-organization.ts'
import { topicOf } from '../../../../src/reason/assess/given-watching.ts'
import type { Choices } from './closing.ts'
import { closing, openIn } from './closing.ts'

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`
const ALIAS = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/cloudtrail-logs`
const LONGEST = 5120

const given = (over: Parameters<typeof snapshotOf>[0] = {}) =>
  snapshotOf({
    organization: known(givenOrganization()),
    trails: [trailOf({ config: { kmsKeyId: KEY } })],
    permissions: [
      {
        account: ACCOUNT,
        readAt: AT,
        arn: `arn:aws:iam::${ACCOUNT}:role/Admin`,
        statements: known([{ Effect: 'Allow', Action: '*', Resource: '*' }]),
      },
    ],
    ...over,
  })

const asked = [noScpGuard, whoCanStopTheTrail]
const guarding = (snapshot = given(), choices: Choices = {}) =>
  closing(guardScp, snapshot, asked, choices)

const scpsOf = ({ proposal }: ReturnType<typeof closing>): readonly DesiredOf<'scp'>[] =>
  proposal.desired.flatMap((d) => (d.kind === 'scp' ? [d] : []))

test('members may not change their trails, and nobody there may stop them', () => {
  const closed = guarding()
  expect(openIn(closed.before)).toEqual(['no-scp-guard: fail', 'who-can-stop-the-trail: fail'])
  expect(openIn(closed.after)).toEqual([])
})

test('with an excepted role the trail is guarded, and that this role may stop it stays to be decided', () => {
  const closed = guarding(given(), { 'guard-exception': 'audit-log-admin' })
  expect(openIn(closed.after)).toEqual(['who-can-stop-the-trail: unknown'])
})

test('nobody but itself may make or change the excepted role: whoever could would be it', () => {
  const [scp] = scpsOf(guarding(given(), { 'guard-exception': 'audit-log-admin' }))
  const role = 'arn:aws:iam::*:role/audit-log-admin'
  expect(scp?.content.Statement).toContainEqual(
    expect.objectContaining({
      Sid: 'KeepTheException',
      Action: expect.arrayContaining(['iam:CreateRole', 'iam:UpdateAssumeRolePolicy']),
      Resource: [role],
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [role] } },
    }),
  )
})

test('bucket, objects and key of the log are guarded with the trail, by the permissions behind the calls', () => {
  const text = JSON.stringify(scpsOf(guarding()))
  for (const part of [
    'cloudtrail:PutEventSelectors',
    's3:PutLifecycleConfiguration',
    's3:DeleteObjectVersion',
    'arn:aws:s3:::audit-logs/*',
    'kms:ScheduleKeyDeletion',
    KEY,
  ])
    expect(text).toContain(part)
  for (const none of ['PutBucketLifecycle', 'cloudtrail:CreateTrail', 'StartLogging', 'DeleteKey"'])
    expect(text).not.toContain(none)
})

test('a key that is known by its alias alone is guarded by that alias', () => {
  const snapshot = given({ trails: [trailOf({ config: { kmsKeyId: ALIAS } })] })
  expect(JSON.stringify(scpsOf(guarding(snapshot)))).toContain(
    '"kms:ResourceAliases":["alias/cloudtrail-logs"]',
  )
})

test('the alias by which a key is guarded may not be taken off it', () => {
  const snapshot = given({ trails: [trailOf({ config: { kmsKeyId: ALIAS } })] })
  expect(scpsOf(guarding(snapshot)).flatMap((d) => d.content.Statement)).toContainEqual(
    expect.objectContaining({
      Action: ['kms:DeleteAlias', 'kms:UpdateAlias'],
      Resource: ['arn:aws:kms:*:*:alias/cloudtrail-logs'],
    }),
  )
})

test('the alerts may be neither rewritten nor unheard', () => {
  const arn = `arn:aws:sns:${REGION}:${ACCOUNT}:audit-log-alerts`
  const text = JSON.stringify(scpsOf(guarding(given({ topics: [topicOf({ arn })] }))))
  for (const action of [
    'events:PutRule',
    'events:PutTargets',
    'sns:Unsubscribe',
    'sns:RemovePermission',
    'cloudwatch:PutMetricAlarm',
  ])
    expect(text).toContain(`"${action}"`)
})

test.each(['*', 'a,b', 'admin*', 'arn:aws:iam::*:root', 'arn:aws:iam::*:role/*', 'a b', ''])(
  'an exception that is no single role is refused: %j',
  (exception) => {
    const { proposal } = guarding(given(), { 'guard-exception': exception })
    expect(proposal.desired).toEqual([])
    expect(proposal.refused[0]?.needs).toBe('guard-exception')
  },
)

test.each(['audit-log-admin', `arn:aws:iam::${ACCOUNT}:role/path/admin`])(
  'one role may be excepted: %s',
  (exception) => {
    expect(scpsOf(guarding(given(), { 'guard-exception': exception }))).toHaveLength(1)
  },
)

test('in another partition the step is taken in a region of that partition', () => {
  const [scp] = scpsOf(guarding(given({ partition: 'aws-us-gov' })))
  expect(scp?.region).toBe('us-gov-west-1')
})

test('alerts are guarded where there are any', () => {
  const arn = `arn:aws:sns:${REGION}:${ACCOUNT}:audit-log-alerts`
  expect(JSON.stringify(scpsOf(guarding(given({ topics: [topicOf({ arn })] }))))).toContain(
    'events:DeleteRule',
  )
  expect(JSON.stringify(scpsOf(guarding()))).not.toContain('events:DeleteRule')
})

test('no policy is longer than AWS takes, however many buckets there are', () => {
  const names = Array.from({ length: 60 }, (_, i) => `log-bucket-with-a-long-name-number-${i}`)
  const snapshot = given({
    trails: names.map((name) => trailOf({ name, config: { s3Bucket: name } })),
    buckets: names.map((name) => bucketOf({ name })),
  })
  const closed = guarding(snapshot)
  const lengths = scpsOf(closed).map((d) => JSON.stringify(d.content).length)
  expect(lengths.length).toBeGreaterThan(1)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST)
  expect(openIn(closed.after)).toEqual([])
})

test('more policies than AWS attaches to one target are refused', () => {
  const full = Array.from({ length: 5 }, (_, i) => ({
    id: `p-${i}`,
    name: `one-${i}`,
    content: known({ Statement: [] }),
    targets: known(['r-root']),
  }))
  const organization = known(givenOrganization({ serviceControlPolicies: known(full) }))
  const { proposal } = guarding(given({ organization }))
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('r-root would have more than the 5')
})

test('a guard of the same name keeps what else it denies and where it is attached', () => {
  const organization = known(
    givenOrganization({
      serviceControlPolicies: known([
        {
          id: 'p-1',
          name: 'audit-log-guard',
          content: known({
            Statement: { Sid: 'Other', Effect: 'Deny', Action: 'ec2:*', Resource: '*' },
          }),
          targets: known(['ou-other']),
        },
      ]),
    }),
  )
  const [scp] = scpsOf(guarding(given({ organization })))
  expect(scp?.state).toBe('existing')
  expect(scp?.targets).toEqual(['ou-other', 'r-root'])
  expect(scp?.content.Statement).toContainEqual(expect.objectContaining({ Sid: 'Other' }))
})

test('the management account is bound by no policy: refused, with what guards it instead', () => {
  const { proposal } = guarding(snapshotOfTwo())
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('service-linked roles')
  expect(proposal.refused[0]?.instead).toContain('tamper-alerts')
})

test('the plan says whom it stops, and to try it on one account first', () => {
  const note = guarding().proposal.notes[0]
  expect(note?.risks?.join()).toContain('Control Tower')
  expect(note?.before?.map((m) => m.text).join()).toContain(ACCOUNT)
})

test('log group and role of a trail are guarded with it, and the account may not leave', () => {
  const config = {
    cloudWatchLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:audit:*`,
    cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/to-logs`,
  }
  const text = JSON.stringify(scpsOf(guarding(given({ trails: [trailOf({ config })] }))))
  for (const part of [
    'logs:DeleteLogGroup',
    'log-group:audit"',
    'role/to-logs',
    'LeaveOrganization',
  ])
    expect(text).toContain(part)
})
