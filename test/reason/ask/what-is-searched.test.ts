import { describe, expect, test } from 'vitest'
import { A, askOf, at, KEY, MANAGEMENT_ONLY, objectCall, record, someoneElse } from './given.ts'

const DATA = 'arn:aws:s3:::data'
const seen = record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z', readOnly: true })
const part = (answer: Awaited<ReturnType<typeof askOf>>, name: string) =>
  answer.parts.find((p) => p.name === name)

describe('R7 an event that may match is a candidate', () => {
  const bare = objectCall('GetObject', `${DATA}/a`, {
    userIdentity: someoneElse,
    requestParameters: undefined,
    resources: undefined,
  })

  test('R7 it is shown, and the answer is cannot know', async () => {
    const answer = await askOf({ records: [bare] }, 'who-read-objects', { bucket: 'data' })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.candidates).toHaveLength(1)
    expect(answer.blindSpots.map((s) => s.reason)).toEqual(['candidate events'])
  })

  test('R7 an event without a time is a candidate of every window', async () => {
    const timeless = objectCall('GetObject', `${DATA}/a`, { eventTime: 'yesterday' })
    const answer = await askOf({ records: [timeless] }, 'who-read-objects', { bucket: 'data' })
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  })
})

describe('R8 a question is a list of parts', () => {
  const world = { records: [seen], trails: { [A]: MANAGEMENT_ONLY } }

  test('R8 the headline is no only if every asked part is', async () => {
    const answer = await askOf(world, 'key-activity', { key: KEY })
    expect(answer.parts.filter((p) => p.asked).map((p) => [p.name, p.verdict])).toEqual([
      ['management-writes', 'no'],
      ['management-reads', 'no'],
      ['s3-objects', 'cannot-know'],
    ])
    expect(answer.verdict).toBe('cannot-know')
  })

  test('R8 a part that is named is asked alone', async () => {
    const answer = await askOf(
      world,
      'key-activity',
      { key: KEY },
      { parts: ['management-writes'] },
    )
    expect(answer.verdict).toBe('no')
    expect(answer.parts.filter((p) => p.asked)).toHaveLength(1)
  })

  test('R8 all asks each data event type apart', async () => {
    const answer = await askOf(world, 'key-activity', { key: KEY }, { parts: 'all' })
    expect(answer.parts.length).toBeGreaterThan(150)
    expect(answer.parts.every((p) => p.asked)).toBe(true)
    expect(part(answer, 'data:AWS::Lambda::Function')?.verdict).toBe('cannot-know')
  })

  test('R8 what is found in a part that was not asked is a yes all the same', async () => {
    const invoke = record('Invoke', {
      eventSource: 'lambda.amazonaws.com',
      eventCategory: 'Data',
      managementEvent: false,
      resources: [{ type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:x' }],
    })
    const answer = await askOf({ ...world, records: [seen, invoke] }, 'key-activity', { key: KEY })
    expect(answer.verdict).toBe('yes')
    expect(part(answer, 'other-data')).toMatchObject({ asked: true, verdict: 'yes' })
  })

  test('R8 a part that does not exist is a usage error with near names', async () => {
    const asked = askOf(world, 'key-activity', { key: KEY }, { parts: ['s3-object'] })
    await expect(asked).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('s3-objects'),
    })
  })
})

describe('R9 the horizon', () => {
  const world = { records: [seen], evidence: { now: at('20') } }

  test('R9 without an end the window ends where everything is settled and read', async () => {
    const answer = await askOf(world, 'instances-started', {}, { to: undefined as never })
    expect(answer.verdict).toBe('no')
    expect(answer.window.to).toBe('2026-03-19T21:59:59Z')
    expect(answer.answeredUntil).toBe(answer.window.to)
  })

  test('R9 a later end cannot be known, and the answer up to the horizon is given', async () => {
    const answer = await askOf(world, 'instances-started', {}, { to: at('20') })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.answeredUntil).toBe('2026-03-19T21:59:59Z')
    expect(answer.notes[0]).toBe('up to 2026-03-19T21:59:59Z the answer is no')
  })

  test('R9 an event after the horizon is a yes all the same', async () => {
    const late = record('RunInstances', { eventTime: '2026-03-19T23:00:00Z' })
    const answer = await askOf(
      { ...world, records: [late] },
      'instances-started',
      {},
      {
        to: undefined as never,
      },
    )
    expect(answer.verdict).toBe('yes')
    expect(answer.window.to).toBe('2026-03-19T23:00:01Z')
  })

  test('R27 an event occupies its whole second: a window is made of whole seconds', async () => {
    const answer = await askOf(
      { records: [record('RunInstances')] },
      'instances-started',
      {},
      { from: at('2026-03-07T12:00:00') + 1, to: at('2026-03-07T12:00:00') + 2 },
    )
    expect(answer.verdict).toBe('yes')
    expect(answer.window).toEqual({ from: '2026-03-07T12:00:00Z', to: '2026-03-07T12:00:01Z' })
  })
})
