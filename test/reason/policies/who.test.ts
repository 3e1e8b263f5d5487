import { expect, test } from 'vitest'
import { known } from '../../../src/reason/assess/given.ts'
import { givenOrganization, LOG_ARCHIVE, TRAIL } from '../../../src/reason/assess/given-buckets.ts'
import { guardOf } from '../../../src/reason/policies/guards.ts'
import { outsiders } from '../../../src/reason/policies/outsiders.ts'

const inside = {
  accounts: new Set(['111111111111', '222222222222']),
  organizationId: 'o-ours',
  isComplete: true,
}
const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }
const who = (more: object, ...others: object[]) =>
  outsiders({ Statement: [{ ...READ, ...more }, ...others] }, inside).map(
    (o) => `${o.principal}${o.certain ? '' : '?'}`,
  )
const everyone = (Condition: object) => who({ Principal: '*', Condition })
const keepOut = (Condition: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: 'arn:aws:s3:::b/*',
  Condition,
})

test.each([
  ['everyone', who({ Principal: '*' }), ['*']],
  ['an account of ours', who({ Principal: { AWS: '111111111111' } }), []],
  [
    'a stranger',
    who({ Principal: { AWS: 'arn:aws:iam::888888888888:role/r' } }),
    ['arn:aws:iam::888888888888:role/r'],
  ],
  ['a service', who({ Principal: { Service: 'cloudtrail.amazonaws.com' } }), []],
  ['a canonical user', who({ Principal: { CanonicalUser: '79a5' } }), ['79a5?']],
  ['all but one', who({ NotPrincipal: { AWS: '111111111111' } }), ['*']],
  ['our organisation', everyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } }), []],
  [
    'their organisation',
    everyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-theirs' } }),
    ['o-theirs'],
  ],
  ['any organisation', everyone({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), ['*']],
  [
    'our paths',
    everyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-ours/r-1/*' } }),
    [],
  ],
  [
    'our roles',
    everyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/*' } }),
    [],
  ],
  [
    'roles of a name',
    everyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/audit' } }),
    ['*'],
  ],
  [
    'a source account',
    everyone({ StringEquals: { 'aws:SourceAccount': '888888888888' } }),
    ['888888888888'],
  ],
  ['an endpoint', everyone({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), ['*?']],
  ['TLS', everyone({ Bool: { 'aws:SecureTransport': 'true' } }), ['*']],
  [
    'an organisation if there is one',
    everyone({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' } }),
    ['*?'],
  ],
  [
    'everyone, and a Deny outside of us',
    who({ Principal: '*' }, keepOut({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } })),
    [],
  ],
  [
    'everyone, and a Deny outside of us and them',
    who(
      { Principal: '*' },
      keepOut({ StringNotEquals: { 'aws:PrincipalOrgID': ['o-ours', 'o-theirs'] } }),
    ),
    ['o-theirs?'],
  ],
  [
    'everyone, and a Deny without TLS',
    who({ Principal: '*' }, keepOut({ Bool: { 'aws:SecureTransport': 'false' } })),
    ['*'],
  ],
  [
    'everyone, and a Deny by address',
    who({ Principal: '*' }, keepOut({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })),
    ['*?'],
  ],
])('who from outside may read, by a statement for %s', (_, found, expected) => {
  expect(found).toEqual(expected)
})

test('a statement for another folder shows nobody the logs', () => {
  const policy = { Statement: [{ ...READ, Principal: '*', Resource: 'arn:aws:s3:::b/public/*' }] }
  const asked = { actions: ['s3:GetObject'], resource: 'arn:aws:s3:::b/AWSLogs/*' }
  expect(outsiders(policy, inside, asked)).toEqual([])
  expect(outsiders(policy, inside)).not.toEqual([])
})

const guard = (targets: readonly string[], Condition?: object, account = LOG_ARCHIVE) =>
  guardOf(
    givenOrganization({
      serviceControlPolicies: known([
        {
          id: 'p-1',
          name: 'protect',
          content: known({
            Statement: {
              Effect: 'Deny',
              Action: 'cloudtrail:Stop*',
              Resource: '*',
              ...(Condition === undefined ? {} : { Condition }),
            },
          }),
          targets: known([...targets]),
        },
      ]),
    }),
    'aws',
    account,
    'cloudtrail:StopLogging',
    TRAIL,
  )

test('a policy guards the accounts below its targets, by account, unit or root', () => {
  expect(guard(['r-root']).guarded).toBe('yes')
  expect(guard(['ou-root-workloads']).guarded).toBe('yes')
  expect(guard([LOG_ARCHIVE]).guarded).toBe('yes')
  expect(guard(['ou-elsewhere']).guarded).toBe('no')
})

test('no policy guards the management account', () => {
  expect(guard(['r-root'], undefined, '999999999999').guarded).toBe('no')
})

test('whom a policy excepts is named', () => {
  const role = 'arn:aws:iam::*:role/break-glass'
  const said = guard(['r-root'], { ArnNotLike: { 'aws:PrincipalArn': role } })
  expect(said).toMatchObject({ guarded: 'yes', exceptions: [role], policies: ['protect'] })
})

test('a condition that cannot be decided leaves the guard unknown', () => {
  expect(guard(['r-root'], { StringEquals: { 'aws:RequestTag/x': 'y' } }).guarded).toBe('unknown')
})

test.each([
  ['users', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } }],
  ['roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }],
  ['the root', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }],
  ['all but roles', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }],
  ['all but the root', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }],
])('a policy that leaves out %s guards nothing: every one of them may stop the trail', (_, c) => {
  expect(guard(['r-root'], c).guarded).toBe('no')
})

test('a policy that leaves out one role guards the trail, and says whom it leaves out', () => {
  const admin = 'arn:aws:iam::*:role/security-admin'
  const guarded = guard(['r-root'], { ArnNotLike: { 'aws:PrincipalArn': admin } })
  expect(guarded).toMatchObject({ guarded: 'yes', exceptions: [admin] })
})
