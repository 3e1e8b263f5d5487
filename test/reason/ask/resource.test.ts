import { describe, expect, test } from 'vitest'
import { A, askOf, KEY, objectCall, REGION, record, someoneElse } from './given.ts'

const arn = (service: string, rest: string, region = REGION) =>
  `arn:aws:${service}:${region}:${A}:${rest}`
const call = (source: string, name: string, requestParameters: object, over: object = {}) =>
  record(name, { eventSource: `${source}.amazonaws.com`, requestParameters, ...over })
const historyOf = (records: readonly object[], resource: string) =>
  askOf({ records }, 'resource-history', { resource })
const verdictOf = async (event: object, resource: string) =>
  (await historyOf([event], resource)).verdict

const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab'
const ROLE = arn('iam', 'role/team/Deploy', '')

describe('R10 the history of a resource by whatever name calls give it', () => {
  test.each([
    [UUID, call('kms', 'DisableKey', { keyId: arn('kms', `key/${UUID}`) })],
    [arn('kms', `key/${UUID}`), call('kms', 'DisableKey', { keyId: UUID })],
    [
      arn('logs', 'log-group:/aws/lambda/payments'),
      call('logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/payments' }),
    ],
    [
      arn('logs', 'log-group:/aws/lambda/payments:*'),
      call('logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/payments' }),
    ],
    [
      arn('cloudwatch', 'alarm:root-login'),
      call('monitoring', 'DeleteAlarms', { alarmNames: ['root-login'] }),
    ],
    [
      arn('sqs', 'orders'),
      call('sqs', 'DeleteQueue', { queueUrl: `https://sqs.${REGION}.amazonaws.com/${A}/orders` }),
    ],
    [ROLE, call('iam', 'AttachRolePolicy', { roleName: 'deploy' })],
    [
      arn('secretsmanager', 'secret:prod/db-AbCdEf'),
      call('secretsmanager', 'PutSecretValue', { secretId: 'prod/db' }),
    ],
    [
      arn('ecr', 'repository/team/app'),
      call('ecr', 'DeleteRepository', { repositoryName: 'team/app' }),
    ],
    ['arn:aws:s3:::data/', objectCall('DeleteObject', 'arn:aws:s3:::data/p/x')],
    ['arn:aws:s3:::data/p/', objectCall('DeleteObject', 'arn:aws:s3:::data/p/x')],
    ['arn:aws:s3:::data/p/*', objectCall('DeleteObject', 'arn:aws:s3:::data/p/x')],
    ['data', objectCall('DeleteObject', 'arn:aws:s3:::data/p/x')],
  ])('%s', async (resource, event) => {
    expect(await verdictOf(event, resource)).toBe('yes')
  })

  test.each([
    [
      arn('lambda', 'function:pay'),
      call('lambda', 'DeleteFunction20150331', { functionName: `${A}:function:pay:1` }),
    ],
    [
      arn('glue', 'database/pay'),
      call('lakeformation', 'GrantPermissions', { resource: 'pay/all' }),
    ],
    [
      'SG-0123456789ABCDEF0',
      call('ec2', 'DeleteSecurityGroup', { groupId: 'sg-0123456789abcdef0' }),
    ],
  ])('%s may be meant', async (resource, event) => {
    expect(await verdictOf(event, resource)).toBe('cannot-know')
  })

  test('what names something else of the service is none', async () => {
    const records = [
      call('lambda', 'DeleteFunction20150331', { functionName: 'pay2' }),
      call(
        'lambda',
        'GetFunction20150331v2',
        { functionName: 'pay' },
        { readOnly: true, eventTime: '2026-03-02T00:00:00Z' },
      ),
      call('logs', 'CreateLogStream', { logGroupName: '/aws/lambda/pay' }),
    ]
    expect((await historyOf(records, arn('lambda', 'function:pay'))).verdict).toBe('no')
  })
})

describe('R8 changes through other data events are found', () => {
  const table = arn('dynamodb', 'table/T')
  const item = call(
    'dynamodb',
    'DeleteItem',
    { tableName: 'T', key: { id: 1 } },
    {
      managementEvent: false,
      eventCategory: 'Data',
      resources: [{ accountId: A, type: 'AWS::DynamoDB::Table', ARN: table }],
    },
  )

  test.each([
    ['principal-changes', { key: KEY }],
    ['resource-history', { resource: table }],
  ])('%s', async (question, params) => {
    const answer = await askOf({ records: [item] }, question, params)
    expect([answer.verdict, answer.found.count]).toEqual(['yes', 1])
  })

  test('principal-changes with every type apart', async () => {
    const answer = await askOf(
      { records: [item] },
      'principal-changes',
      { key: KEY },
      { parts: 'all' },
    )
    expect(answer.parts.find((p) => p.name === 'data:AWS::DynamoDB::Table')?.verdict).toBe('yes')
  })
})

describe('R28 a resource or group that was never seen', () => {
  const known = call(
    'ec2',
    'DescribeSecurityGroups',
    { groupIds: ['sg-0123456789abcdef0'] },
    {
      eventTime: '2026-03-02T00:00:00Z',
      readOnly: true,
      userIdentity: someoneElse,
    },
  )

  test.each([
    ['resource-history', { resource: 'sg-0123456789abcdef1' }],
    ['resource-history', { resource: arn('ec2', 'security-group/sg-0123456789abcdef1') }],
    ['security-group-changes', { group: 'sg-0123456789abcdef1' }],
    ['security-group-changes', { group: 'sg-0123456789ABCDEF0' }],
    ['security-group-changes', { group: 'web' }],
  ])('%s %o: a typing error is not a no', async (question, params) => {
    const answer = await askOf({ records: [known] }, question, params)
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.map((s) => s.reason)).toContain('subject unknown')
  })

  test.each([
    ['resource-history', { resource: 'sg-0123456789abcdef0' }],
    ['resource-history', { resource: arn('ec2', 'security-group/sg-0123456789abcdef0') }],
    ['security-group-changes', { group: 'sg-0123456789abcdef0' }],
    ['security-group-changes', { group: arn('ec2', 'security-group/sg-0123456789abcdef0') }],
  ])('%s %o: one that was seen can be a no', async (question, params) => {
    expect((await askOf({ records: [known] }, question, params)).verdict).toBe('no')
  })
})

test('R7 a group that is changed by its name may be the one asked about', async () => {
  const known = call(
    'ec2',
    'CreateSecurityGroup',
    { groupName: 'web' },
    {
      eventTime: '2026-03-02T00:00:00Z',
      responseElements: { groupId: 'sg-0123456789abcdef0' },
    },
  )
  const dropped = call('ec2', 'DeleteSecurityGroup', { groupName: 'web' })
  const params = { group: 'sg-0123456789abcdef0' }
  const answer = await askOf({ records: [known, dropped] }, 'security-group-changes', params)
  expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
})
