import { expect, test } from 'vitest'
import { known } from '../../../src/reason/assess/given.ts'
import {
  givenOrganization,
  LOG_ARCHIVE,
  logPolicy,
  logPolicyWith,
  TRAIL,
} from '../../../src/reason/assess/given-buckets.ts'
import {
  letsAnyTrailWrite,
  letsCloudTrailWrite,
  logPlaceOf,
} from '../../../src/reason/policies/cloudtrail-write.ts'
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

const place = logPlaceOf({
  partition: 'aws',
  bucket: 'audit-logs',
  prefix: '',
  region: 'eu-west-1',
  logFileValidation: true,
  accounts: ['111111111111'],
  organizationId: undefined,
})
const trail = { arn: TRAIL, account: '111111111111', organizationId: null }

test('facts 8.3 the policy of the guide lets the trail write, and no other', () => {
  expect(letsCloudTrailWrite(logPolicy(), place, trail)).toBe('yes')
  expect(letsAnyTrailWrite(logPolicy(), place)).toBe('no')
  expect(letsAnyTrailWrite(logPolicy(null), place)).toBe('yes')
})

test.each([
  ['another trail', logPolicy(`${TRAIL}-2`)],
  [
    'a Deny of all calls over TLS',
    logPolicyWith(keepOutLogs({ Bool: { 'aws:SecureTransport': 'true' } })),
  ],
  [
    'a Deny for whoever is outside of the organisation, CloudTrail too',
    logPolicyWith(keepOutLogs({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } })),
  ],
])('a policy with %s locks CloudTrail out', (_, policy) => {
  expect(letsCloudTrailWrite(policy, place, trail)).toBe('no')
})

function keepOutLogs(Condition: object) {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: 'arn:aws:s3:::audit-logs/*',
    Condition,
  }
}

test('facts 8.3 an old policy that names an account of CloudTrail is unknown, one that names ours is not it', () => {
  const named = (account: string) => ({
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 's3:*',
      Resource: '*',
    },
  })
  const ours = { ...trail, ours: new Set(['111111111111']) }
  expect(letsCloudTrailWrite(named('086441151436'), place, ours)).toBe('unknown')
  expect(letsCloudTrailWrite(named('111111111111'), place, ours)).toBe('no')
})

test('that everyone includes CloudTrail is documented of a Deny only', () => {
  const open = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } }
  expect(letsCloudTrailWrite(open, place, trail)).toBe('unknown')
})

test('a Deny for outsiders that excepts services lets CloudTrail write', () => {
  const policy = logPolicyWith(
    keepOutLogs({
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    }),
  )
  expect(letsCloudTrailWrite(policy, place, trail)).toBe('yes')
})

test('an organisation trail writes into the folder of the organisation', () => {
  const members = { ...place, delivered: ['AWSLogs/o-ours/111111111111/CloudTrail/eu-west-1/file'] }
  expect(letsCloudTrailWrite(logPolicy(), members, trail)).toBe('no')
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
