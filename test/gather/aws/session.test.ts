import { afterEach, expect, test } from 'vitest'
import { openSession } from '../../../src/gather/aws/session.ts'
import { HOUR, MINUTE } from '../../../src/model/time.ts'
import { type Answer, type Asked, answers, fakeAws } from './fake-aws.ts'

const OWN = '111111111111'
const OTHER = '222222222222'
const START = Date.parse('2026-11-01T00:00:00Z') * 1000

let close: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(close.map((c) => c()))
  close = []
})

/** An endpoint that knows who the caller is, and a clock that the test moves. */
const opened = async (
  answer: (asked: Asked, nth: number) => Answer,
  given: { maxAttempts?: number; env?: Record<string, string> } = {},
) => {
  const aws = await fakeAws((asked, nth) =>
    asked.operation === 'GetCallerIdentity' && asked.accessKey === 'AKIAOWN'
      ? answers.identity(OWN)
      : answer(asked, nth),
  )
  close.push(aws.close)
  const time = { now: START }
  const stop = new AbortController()
  const session = await openSession(
    { endpointUrl: aws.url, maxAttempts: given.maxAttempts ?? 1 },
    {
      env: { AWS_ACCESS_KEY_ID: 'AKIAOWN', AWS_SECRET_ACCESS_KEY: 'secret', ...given.env },
      signal: stop.signal,
    },
    { now: () => time.now, sleep: async () => {} },
  )
  return { aws, session, time, stop }
}

test('knows who asks, and in which partition', async () => {
  const { session } = await opened(() => answers.json({}))
  expect(session.caller).toEqual({
    account: OWN,
    arn: `arn:aws:iam::${OWN}:user/audit`,
    partition: 'aws',
  })
  expect(session.isEmulated).toBe(true)
})

test('a throttled call is tried again, and each attempt is counted', async () => {
  let tries = 0
  const { session } = await opened(
    () => {
      tries += 1
      return tries < 3 ? answers.error('ThrottlingException') : answers.json({ trailList: [] })
    },
    { maxAttempts: 4 },
  )
  const answer = await session.send(session.own, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {})
  expect(answer).toMatchObject({ trailList: [] })
  expect(session.count).toEqual({ calls: 4, throttles: 2 }) // with GetCallerIdentity
})

test('after so many attempts the throttling is thrown', async () => {
  const { session, aws } = await opened(() => answers.error('ThrottlingException'), {
    maxAttempts: 2,
  })
  await expect(
    session.send(session.own, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {}),
  ).rejects.toThrow('ThrottlingException')
  expect(aws.asked.filter((a) => a.operation === 'DescribeTrails')).toHaveLength(2)
})

test('a role is assumed once for all services and regions, under the name wholetrail, with the external id', async () => {
  const { session, aws } = await opened((asked) =>
    asked.operation === 'AssumeRole'
      ? answers.role('ASIAOTHER', new Date(START / 1000 + 3600_000))
      : answers.json({}),
  )
  const holder = session.assume(OTHER, { name: 'audit/ReadOnly', externalId: 'x-1' })
  await Promise.all([
    session.send(holder, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {}),
    session.send(holder, 'us-east-1', 'cloudtrail', 'DescribeTrails', {}),
    session.send(holder, 'us-east-1', 'kms', 'ListKeys', {}),
  ])
  const assumed = aws.asked.filter((a) => a.operation === 'AssumeRole')
  expect(assumed).toHaveLength(1)
  expect(Object.fromEntries(assumed[0]?.form ?? [])).toMatchObject({
    RoleArn: `arn:aws:iam::${OTHER}:role/audit/ReadOnly`,
    RoleSessionName: 'wholetrail',
    ExternalId: 'x-1',
  })
  const others = aws.asked.filter((a) => ['DescribeTrails', 'ListKeys'].includes(a.operation))
  expect(others.map((a) => a.accessKey)).toEqual(['ASIAOTHER', 'ASIAOTHER', 'ASIAOTHER'])
  expect(others.map((a) => a.region).sort()).toEqual(['eu-west-1', 'us-east-1', 'us-east-1'])
})

test('a refused role is an error of every call in that account, and asked for again', async () => {
  let isAllowed = false
  const { session } = await opened((asked) =>
    asked.operation !== 'AssumeRole'
      ? answers.json({ trailList: [] })
      : isAllowed
        ? answers.role('ASIAOTHER', new Date(START / 1000 + 3600_000))
        : answers.xmlError('AccessDenied'),
  )
  const holder = session.assume(OTHER, { name: 'ReadOnly' })
  const ask = () => session.send(holder, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {})
  await expect(ask()).rejects.toMatchObject({ name: 'AccessDenied' })
  isAllowed = true
  await expect(ask()).resolves.toMatchObject({ trailList: [] })
})

test('a role is renewed before it expires', async () => {
  const { session, aws, time } = await opened((asked) =>
    asked.operation === 'AssumeRole'
      ? answers.role('ASIAOTHER', new Date(time.now / 1000 + 3600_000))
      : answers.json({}),
  )
  const { credentials } = session.assume(OTHER, { name: 'ReadOnly' })
  const assumed = () => aws.asked.filter((a) => a.operation === 'AssumeRole').length
  await credentials()
  time.now += HOUR - 6 * MINUTE
  await credentials()
  expect(assumed()).toBe(1)
  time.now += 2 * MINUTE
  await credentials()
  expect(assumed()).toBe(2)
})

test('credentials at their end stop everything with a hint, instead of leaving all unknown', async () => {
  const { session } = await opened(() => answers.error('ExpiredTokenException'))
  await expect(
    session.send(session.own, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {}),
  ).rejects.toMatchObject({ code: 'aws', hint: expect.stringContaining('sign in again') })
})

test('after Ctrl-C no call is sent', async () => {
  const { session, aws, stop } = await opened(() => answers.json({}))
  const before = aws.asked.length
  stop.abort()
  await expect(
    session.send(session.own, 'eu-west-1', 'cloudtrail', 'DescribeTrails', {}),
  ).rejects.toMatchObject({ code: 'interrupted' })
  expect(aws.asked).toHaveLength(before)
})

test('credentials that AWS does not take are an error of the first call', async () => {
  const aws = await fakeAws(() => answers.xmlError('InvalidClientTokenId'))
  close.push(aws.close)
  const opening = openSession(
    { endpointUrl: aws.url, maxAttempts: 1 },
    {
      env: { AWS_ACCESS_KEY_ID: 'AKIAWRONG', AWS_SECRET_ACCESS_KEY: 'x' },
      signal: new AbortController().signal,
    },
    { now: () => START, sleep: async () => {} },
  )
  await expect(opening).rejects.toMatchObject({
    code: 'aws',
    message: expect.stringContaining('InvalidClientTokenId'),
  })
})
