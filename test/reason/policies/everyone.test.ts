import { expect, test } from 'vitest'
import { bucketOf, denied, known } from '../../../src/reason/assess/given.ts'
import { letsEveryoneIn } from '../../../src/reason/policies/key-policy.ts'
import { outsiders } from '../../../src/reason/policies/outsiders.ts'
import { publicBy } from '../../../src/reason/policies/public.ts'

const inside = {
  accounts: new Set(['111111111111', '222222222222']),
  organizationId: 'o-ours',
  isComplete: true,
}
const READ = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
}
const deny = (Condition: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: 'arn:aws:s3:::b/*',
  Condition,
})
const who = (...statements: readonly object[]) =>
  outsiders({ Statement: statements }, inside).map((o) => `${o.principal}${o.certain ? '' : '?'}`)

const noService = { Bool: { 'aws:PrincipalIsAWSService': 'false' } }
const withoutOrganization = { Null: { 'aws:PrincipalOrgID': 'true' } }
const inOrganization = { Null: { 'aws:PrincipalOrgID': 'false' } }

test.each([
  ['those who sign', noService, ['*']],
  [
    'members of organisations outside our paths',
    { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-ours/*' } },
    ['*'],
  ],
  [
    'members of any other organisation',
    { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-ours' } },
    ['*'],
  ],
  ['members of any organisation', inOrganization, ['*']],
  ['accounts without an organisation, and the unsigned', withoutOrganization, ['*']],
  ['whoever has an ARN', { StringLike: { 'aws:PrincipalArn': '*' } }, ['*']],
  ['those who come over TLS', { Bool: { 'aws:SecureTransport': 'true' } }, ['*']],
  ['everyone outside of us', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } }, []],
  [
    'everyone outside of us, by all values',
    { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-ours/*' } },
    [],
  ],
  ['everyone but our account', { StringNotEquals: { 'aws:PrincipalAccount': '111111111111' } }, []],
  [
    'everyone who is no service, if that is said',
    { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    [],
  ],
  [
    'everyone who is no role of any account',
    { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
    ['*?'],
  ],
])('a Deny of %s keeps out no more than those', (_, condition, expected) => {
  expect(who(READ, deny(condition))).toEqual(expected)
})

test('Denies that stop one kind of callers each keep everyone out together', () => {
  expect(who(READ, deny(inOrganization), deny(withoutOrganization))).toEqual([])
})

test('a Deny that does not stop the unsigned does not matter where they are not let in', () => {
  const signedOnly = { ...READ, Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }
  expect(who(signedOnly, deny(noService))).toEqual([])
})

const open = { publicAccessBlock: known(null) }
const publicPolicy = (policy: object, isPublicByPolicy = denied) =>
  publicBy(
    bucketOf({ ...open, policy: known({ ...policy }), isPublicByPolicy }),
    known(null),
    inside,
  ).policy

test.each([
  's3:GetObjectVersion',
  's3:ListBucketVersions',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:DeleteObjectVersion',
  's3:PutBucketPolicy',
  's3:PutLifecycleConfiguration',
])('a bucket whose policy lets everyone %s is public', (action) => {
  expect(publicPolicy({ Statement: [{ ...READ, Action: action }] })).toBe('yes')
})

test('a plainly public policy that AWS calls private is neither, whatever the block', () => {
  const bucket = bucketOf({ policy: known({ Statement: [READ] }), isPublicByPolicy: known(false) })
  expect(publicBy(bucket, known(null), inside).policy).toBe('unknown')
  expect(publicBy({ ...bucket, ...open }, known(null), inside).policy).toBe('unknown')
})

const USE = { Effect: 'Allow', Principal: '*', Resource: '*' }
const key = (...statements: readonly object[]) => letsEveryoneIn({ Statement: statements }, inside)

test.each(['ReEncrypt*', 'GenerateDataKey*', 'ScheduleKeyDeletion', 'DisableKey', 'CreateGrant'])(
  'a key policy that gives everyone kms:%s lets everyone in',
  (action) => {
    expect(key({ ...USE, Action: `kms:${action}` })).toBe('yes')
  },
)

test('KMS takes no unsigned call, so that a Deny of all who sign closes a key', () => {
  const closed = { ...USE, Effect: 'Deny', Action: 'kms:*', Condition: noService }
  expect(key({ ...USE, Action: 'kms:*' }, closed)).toBe('no')
})

test('a Deny by paths leaves a key open to accounts without an organisation', () => {
  const byPaths = {
    ...USE,
    Effect: 'Deny',
    Action: 'kms:*',
    Condition: { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-ours/*' } },
  }
  expect(key({ ...USE, Action: 'kms:*' }, byPaths)).toBe('yes')
})
