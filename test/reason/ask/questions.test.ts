import { describe, expect, test } from 'vitest'
import type { AskRequest } from '../../../src/model/ask.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { questions } from '../../../src/reason/ask/list.ts'
import {
  A,
  askOf,
  B,
  EVERYTHING,
  KEY,
  MANAGEMENT_ONLY,
  objectCall,
  REGION,
  record,
  someoneElse,
  USER,
} from './given.ts'

interface Case {
  readonly params: AskRequest['params']
  /** An event that answers yes. */
  readonly yes: object | readonly object[]
  /** An event that is near and does not. */
  readonly near: object
  /** Selectors under which it cannot be known. */
  readonly blind?: Selectors
}

const NOTHING: Selectors = {
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [] }],
}
const DATA = 'arn:aws:s3:::data'
const ROLE = `arn:aws:iam::${A}:role/team/Deploy`
const anyone = { userIdentity: someoneElse }
const login = (over: object) =>
  record('ConsoleLogin', {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No' },
    ...over,
  })
const logs = `arn:aws:s3:::logs-${A}`

const cases: Readonly<Record<string, Case>> = {
  'key-activity': {
    params: { key: KEY },
    yes: record('DescribeInstances', { readOnly: true }),
    near: record('DescribeInstances', { readOnly: true, ...anyone }),
    blind: MANAGEMENT_ONLY,
  },
  'who-read-objects': {
    params: { bucket: 'data', prefix: 'in/' },
    yes: objectCall('GetObject', `${DATA}/in/a`, anyone),
    near: objectCall('GetObject', `${DATA}2/in/a`, anyone),
    blind: MANAGEMENT_ONLY,
  },
  'who-wrote-objects': {
    params: { bucket: 'data' },
    yes: objectCall('PutObject', `${DATA}/in/a`, anyone),
    near: objectCall('GetObject', `${DATA}/in/a`, anyone),
    blind: MANAGEMENT_ONLY,
  },
  'principal-changes': {
    params: { principal: USER },
    yes: record('CreateVpc'),
    near: record('DescribeVpcs', { readOnly: true }),
    blind: MANAGEMENT_ONLY,
  },
  'security-group-changes': {
    params: {},
    yes: record('AuthorizeSecurityGroupIngress', anyone),
    near: record('DescribeSecurityGroups', { readOnly: true }),
  },
  'instances-started': {
    params: {},
    yes: record('RunInstances', anyone),
    near: record('StopInstances', anyone),
  },
  'resource-history': {
    params: { resource: 'sg-0123456789abcdef0' },
    yes: record('DeleteSecurityGroup', { requestParameters: { groupId: 'sg-0123456789abcdef0' } }),
    near: record('DeleteSecurityGroup', {
      requestParameters: { groupId: 'sg-0123456789abcdef01' },
    }),
  },
  'role-assumptions': {
    params: { role: ROLE },
    yes: record('AssumeRole', {
      eventSource: 'sts.amazonaws.com',
      readOnly: true,
      requestParameters: { roleArn: ROLE },
    }),
    near: record('AssumeRole', {
      eventSource: 'sts.amazonaws.com',
      readOnly: true,
      requestParameters: { roleArn: `${ROLE}2` },
    }),
  },
  'console-logins': {
    params: { 'without-mfa': true },
    yes: login({}),
    near: login({ additionalEventData: { MFAUsed: 'Yes' } }),
  },
  'trail-tampering': {
    params: {},
    yes: record('StopLogging', {
      eventSource: 'cloudtrail.amazonaws.com',
      requestParameters: { name: 'main' },
    }),
    near: record('PutInsightSelectors', {
      eventSource: 'cloudtrail.amazonaws.com',
      requestParameters: { trailName: 'main', insightSelectors: [] },
    }),
  },
  'denied-calls': {
    params: {},
    yes: record('RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
    near: record('RunInstances', { errorCode: 'Client.InvalidAMIID.NotFound' }),
    blind: MANAGEMENT_ONLY,
  },
  'first-seen': {
    params: { ip: '198.51.100.7' },
    yes: record('RunInstances', { sourceIPAddress: '198.51.100.7' }),
    near: record('RunInstances', { sourceIPAddress: '198.51.100.70' }),
    blind: MANAGEMENT_ONLY,
  },
  'log-bucket-access': {
    params: {},
    yes: record('PutBucketPolicy', {
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: `logs-${A}` },
    }),
    near: objectCall('PutObject', `${logs}/AWSLogs/x`, anyone),
    blind: MANAGEMENT_ONLY,
  },
  'cross-account-activity': {
    params: { ip: '203.0.113.9' },
    yes: [record('RunInstances'), record('RunInstances', { recipientAccountId: B })],
    near: record('RunInstances'),
    blind: MANAGEMENT_ONLY,
  },
  'object-encryption': {
    params: { bucket: 'data' },
    yes: objectCall('PutObject', `${DATA}/a`, { additionalEventData: { SSEApplied: 'SSE_C' } }),
    near: objectCall('PutObject', `${DATA}/a`, {
      additionalEventData: { SSEApplied: 'Default_SSE_KMS' },
    }),
    blind: MANAGEMENT_ONLY,
  },
}

const seen = [
  record('DescribeSecurityGroups', {
    eventTime: '2026-03-02T00:00:00Z',
    readOnly: true,
    userIdentity: someoneElse,
    requestParameters: { groupIds: ['sg-0123456789abcdef0'] },
  }),
  record('CreateRole', {
    eventTime: '2026-03-02T00:00:00Z',
    eventSource: 'iam.amazonaws.com',
    awsRegion: 'us-east-1',
    userIdentity: someoneElse,
    responseElements: { role: { arn: ROLE, roleName: 'Deploy' } },
  }),
]
const both = (selectors: Selectors) => ({ [A]: selectors, [B]: selectors })

test('there is a case for every question', () => {
  expect(Object.keys(cases).sort()).toEqual(questions.map((q) => q.id).sort())
})

describe.each(questions.map((q) => [q.id, q] as const))('the question %s', (id, question) => {
  test('says what it asks, also before its options are known', () => {
    for (const sentence of [question.sentence({}), question.sentence(cases[id]?.params as never)]) {
      expect(sentence).toMatch(/^[A-Z].*\?$/)
      expect(sentence).not.toContain('undefined')
    }
    expect(question.why).toMatch(/\.$/)
  })

  test('has examples that name options which exist', () => {
    const known = [
      ...question.options.flatMap((o) =>
        o.denied === undefined ? o.name : [o.name, `no-${o.name}`],
      ),
      'from',
      'to',
      'region',
      'account',
      'part',
    ]
    expect(question.examples.length).toBeGreaterThan(0)
    for (const { command } of question.examples) {
      expect(command).toMatch(new RegExp(`^wholetrail ask ${id}( |$)`))
      for (const [, name] of command.matchAll(/ --([a-z-]+)/g)) expect(known).toContain(name)
    }
    const needed = question.needsOneOf
    expect(question.options.map((o) => o.name)).toEqual(expect.arrayContaining([...needed]))
  })
})

describe.each(Object.entries(cases))('%s', (id, c) => {
  test('yes where it happened, with the event', async () => {
    const records = [...seen, c.near, ...[c.yes].flat()]
    const answer = await askOf({ records, trails: both(EVERYTHING) }, id, c.params)
    expect(answer.verdict).toBe('yes')
    expect(answer.assurance).toBeNull()
    expect(answer.found.count).toBe(id === 'cross-account-activity' ? 3 : 1)
    expect(answer.found.events[0]?.eventTime).toBe('2026-03-07T12:00:00Z')
    expect(answer.sentence).toMatch(/^Yes\. /)
  })

  test('no where it did not and all of it was recorded', async () => {
    const answer = await askOf(
      { records: [...seen, c.near], trails: both(EVERYTHING) },
      id,
      c.params,
    )
    expect(answer.blindSpots).toEqual([])
    expect(answer.verdict).toBe('no')
    expect(answer.assurance).toBe('configured')
    expect(answer.assumptions.length).toBeGreaterThan(0)
    for (const { sentence } of answer.assumptions)
      expect(answer.sentence.toLowerCase()).toContain(sentence.toLowerCase())
  })

  test('cannot know where some of it was not recorded', async () => {
    const blind = c.blind ?? NOTHING
    const answer = await askOf({ records: [...seen, c.near], trails: both(blind) }, id, c.params)
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.map((s) => s.reason)).toContain('not selected')
    expect(answer.next[0]?.command).toMatch(/^wholetrail coverage /)
  })

  test('cannot know without any configuration', async () => {
    const world = { records: [...seen, c.near], evidence: { snapshots: [] } }
    const answer = await askOf(world, id, c.params)
    expect(answer.verdict).toBe('cannot-know')
  })

  test(`is asked of ${REGION} alone where that is given`, async () => {
    const records = [...seen, ...[c.yes].flat()]
    const world = { records, trails: both(EVERYTHING) }
    const there = await askOf(world, id, c.params, { regions: [REGION] })
    const elsewhere = await askOf(world, id, c.params, { regions: ['ap-east-1'] })
    expect([there.verdict, elsewhere.verdict]).toEqual(['yes', 'no'])
  })
})
