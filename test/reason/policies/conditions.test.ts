import { expect, test } from 'vitest'
import { statementOf } from '../../../src/model/policy.ts'
import type { Ternary } from '../../../src/model/scope.ts'
import { allows } from '../../../src/reason/policies/allows.ts'
import type { Request } from '../../../src/reason/policies/request.ts'

/** A variable of a policy: the value of a key. */
const variable = (key: string): string => `\${${key}}`

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/main'

const context: Request['context'] = {
  'aws:sourcearn': [TRAIL],
  'aws:principalaccount': ['111111111111'],
  'aws:username': ['alice'],
  'aws:tagkeys': ['team', 'cost'],
  'aws:principalorgid': [],
  'aws:securetransport': ['true'],
}

const says = (condition: object): Ternary =>
  allows([statementOf({ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition })], {
    requester: {
      kind: 'AWS',
      arn: 'arn:aws:iam::111111111111:user/alice',
      account: '111111111111',
    },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    context,
  })

test.each([
  [{ StringEquals: { 'AWS:SourceArn': TRAIL } }, 'yes'],
  [{ StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111111111111:trail/*' } }, 'no'],
  [{ StringLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111111111111:trail/*' } }, 'yes'],
  [{ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111111111111:trail/*' } }, 'yes'],
  [{ ArnEquals: { 'aws:SourceArn': 'arn:*:cloudtrail:*:*:trail/main' } }, 'yes'],
  [{ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:trail/main' } }, 'unknown'],
  [{ ArnNotLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/main' } }, 'no'],
  [{ StringEqualsIgnoreCase: { 'aws:username': 'ALICE' } }, 'yes'],
  [{ StringEquals: { 'aws:username': ['bob', 'alice'] } }, 'yes'],
  [{ StringNotEquals: { 'aws:username': ['bob', 'alice'] } }, 'no'],
  [{ StringEquals: { 'aws:username': 'alice', 'aws:PrincipalAccount': '2' } }, 'no'],
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'no'],
  [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'yes'],
  [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, 'yes'],
  [{ Null: { 'aws:PrincipalOrgID': 'true' } }, 'yes'],
  [{ Null: { 'aws:PrincipalOrgID': 'false' } }, 'no'],
  [{ Bool: { 'aws:SecureTransport': 'True' } }, 'yes'],
  [{ Bool: { 'aws:SecureTransport': true } }, 'yes'],
  [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost', 'x'] } }, 'yes'],
  [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }, 'no'],
  [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }, 'yes'],
  [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': ['x'] } }, 'yes'],
  [{ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': ['x'] } }, 'no'],
  [{ StringEquals: { 'aws:TagKeys': ['team'] } }, 'unknown'],
  [{ StringEquals: { 'aws:PrincipalAccount': variable('aws:PrincipalAccount') } }, 'yes'],
  [{ StringEquals: { 'aws:username': variable('saml:sub') } }, 'unknown'],
  [{ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, 'unknown'],
  [{ IpAddress: { 'aws:username': '10.0.0.0/8' } }, 'unknown'],
  [{ DateGreaterThan: { 'aws:username': '2026-01-01' } }, 'unknown'],
  [{ NoSuchOperator: { 'aws:username': 'alice' } }, 'unknown'],
] as const)('%j: %s', (condition, expected) => {
  expect(says(condition)).toBe(expected)
})
