import { expect, test } from 'vitest'
import { logPolicy, logPolicyWith, TRAIL } from '../../../src/reason/assess/given-buckets.ts'
import {
  letsAnyTrailWrite,
  letsCloudTrailWrite,
} from '../../../src/reason/policies/cloudtrail-write.ts'
import { foldersOf, logPlaceOf } from '../../../src/reason/policies/log-place.ts'

const place = logPlaceOf({
  partition: 'aws',
  bucket: 'audit-logs',
  prefix: '',
  owner: '111111111111',
  accounts: ['111111111111'],
  organizationId: undefined,
  folders: foldersOf('eu-west-1', true),
})
const ours = new Set(['111111111111'])
const trail = { arn: TRAIL, account: '111111111111', organizationId: null }

test('facts 8.3 the policy of the guide lets the trail write, and no other', () => {
  expect(letsCloudTrailWrite(logPolicy(), place, trail)).toBe('yes')
  expect(letsAnyTrailWrite(logPolicy(), place, ours)).toBe('no')
  expect(letsAnyTrailWrite(logPolicy(null), place, ours)).toBe('yes')
})

test('an account that may be one of CloudTrail, and that nothing confines, may write for any trail', () => {
  const by = (account: string) =>
    logPolicyWith({
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::audit-logs/*',
    })
  expect(letsAnyTrailWrite(by('086441151436'), place, ours)).toBe('unknown')
  expect(letsAnyTrailWrite(by('111111111111'), place, ours)).toBe('no')
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
  expect(letsCloudTrailWrite(named('086441151436'), place, { ...trail, ours })).toBe('unknown')
  expect(letsCloudTrailWrite(named('111111111111'), place, { ...trail, ours })).toBe('no')
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
  const members = {
    ...place,
    delivered: [{ below: 'AWSLogs/o-ours/111111111111/CloudTrail/', account: '111111111111' }],
  }
  expect(letsCloudTrailWrite(logPolicy(), members, trail)).toBe('no')
})
