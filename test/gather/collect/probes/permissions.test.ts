import { describe, expect, it } from 'vitest'
import { concernsAuditLog } from '../../../../src/gather/collect/probes/permissions/concerns.ts'
import { permissions } from '../../../../src/gather/collect/probes/permissions.ts'
import { answers } from './answers.ts'
import { placeOf } from './place.ts'

const encoded = (statement: object) =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statement }))
const allow = (Action: unknown) => ({ Effect: 'Allow', Action, Resource: '*' })

const run = async (page: object) => {
  const whole = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
    ...page,
  }
  const call = 'iam:GetAccountAuthorizationDetails'
  return permissions.run(placeOf(permissions, { answers: { [call]: whole } }))
}

const user = (over: object) => ({
  UserDetailList: [{ Arn: 'arn:aws:iam::111111111111:user/alice', ...over }],
})

describe('a statement', () => {
  it.each([
    ['*'],
    ['cloudtrail:*'],
    ['CloudTrail:StopLogging'],
    ['cloudtrail:Stop*'],
    [['ec2:*', 's3:PutLifecycleConfiguration']],
    ['s3:Put?ucketPolicy'],
    ['kms:*'],
    ['events:Disable*'],
    ['organizations:LeaveOrganization'],
  ])('with %j concerns the audit log', (action) => {
    expect(concernsAuditLog(allow(action))).toBe(true)
  })

  it.each([['cloudtrail:Get*'], ['ec2:*'], ['s3:GetObject'], [['kms:Decrypt', 'sns:Publish']]])(
    'with %j does not',
    (action) => expect(concernsAuditLog(allow(action))).toBe(false),
  )

  it('with NotAction concerns it unless everything is excepted', () => {
    expect(concernsAuditLog({ Effect: 'Allow', NotAction: 'iam:*' })).toBe(true)
    expect(concernsAuditLog({ Effect: 'Allow', NotAction: '*' })).toBe(false)
  })

  it('without any action is kept, since it cannot be judged', () => {
    expect(concernsAuditLog({ Effect: 'Allow' })).toBe(true)
  })
})

describe('what a user may do', () => {
  it('comes from inline, managed and group policies, the version in force alone', async () => {
    const { permissions: rows } = await run({
      ...user({
        UserPolicyList: [{ PolicyDocument: encoded(allow('cloudtrail:StopLogging')) }],
        AttachedManagedPolicies: [{ PolicyArn: 'p' }],
        GroupList: ['ops'],
      }),
      GroupDetailList: [
        { GroupName: 'ops', GroupPolicyList: [{ PolicyDocument: encoded(allow('s3:*')) }] },
      ],
      Policies: [
        {
          Arn: 'p',
          DefaultVersionId: 'v2',
          PolicyVersionList: [
            { VersionId: 'v1', Document: encoded(allow('*')) },
            { VersionId: 'v2', IsDefaultVersion: true, Document: encoded(allow('kms:*')) },
          ],
        },
      ],
    })
    expect(rows[0]?.statements).toEqual({
      known: [allow('cloudtrail:StopLogging'), allow('kms:*'), allow('s3:*')],
    })
    expect(rows[0]).not.toHaveProperty('boundary')
  })

  it.each([
    ['a managed policy', { AttachedManagedPolicies: [{ PolicyArn: 'missing' }] }],
    ['a group', { GroupList: ['missing'] }],
    ['an inline document', { UserPolicyList: [{ PolicyDocument: '{' }] }],
  ])('is unknown when %s cannot be read', async (_, over) => {
    const { permissions: rows } = await run(user(over))
    expect(rows[0]?.statements).toHaveProperty('unknown')
  })

  it('is bound by a boundary, which may allow nothing of it', async () => {
    const { permissions: rows } = await run({
      ...user({ PermissionsBoundary: { PermissionsBoundaryArn: 'b' } }),
      Policies: [
        {
          Arn: 'b',
          PolicyVersionList: [{ IsDefaultVersion: true, Document: encoded(allow('ec2:*')) }],
        },
      ],
    })
    expect(rows[0]?.boundary).toEqual({ known: [] })
  })
})

it('a page that lacks a list everywhere is another answer: nothing is known', async () => {
  const { permissions: rows, listings } = await run({ Policies: undefined })
  expect(rows).toEqual([])
  expect(listings).toMatchObject([{ listed: { unknown: 'error' } }])
})

it('roles come with their tags and last use; service-linked ones are left out', async () => {
  const place = placeOf(permissions, { answers })
  const { roles } = await permissions.run(place)
  expect(roles).toMatchObject([
    { name: 'deploy', lastUsedAt: Date.parse('2026-03-01') * 1000, tags: { known: {} } },
  ])
})
