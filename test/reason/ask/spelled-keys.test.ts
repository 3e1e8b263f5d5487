import { describe, expect, test } from 'vitest'
import { A, askOf, objectCall, REGION, record } from './given.ts'

/** How records spell the keys of objects is not documented: another spelling of the prefix is a candidate (R7). */
const read = (key: string, over: Readonly<Record<string, unknown>> = {}) =>
  objectCall('GetObject', `arn:aws:s3:::data/${key}`, over)
const asked = (records: readonly object[], prefix: string, question = 'who-read-objects') =>
  askOf({ records }, question, { bucket: 'data', prefix })

describe('R7 a key that is spelt otherwise than the prefix', () => {
  test.each([
    ['my%20dir/a', 'my dir/'],
    ['my+dir/a', 'my dir/'],
    ['my dir/a', 'my%20dir/'],
    ['my dir/a', 'my+dir/'],
    ['my+dir/a', 'my%20dir/'],
    ['my%2Bdir/a', 'my+dir/'],
    ['caf%C3%A9/a', 'café/'],
    ['café/a', 'caf%C3%A9/'],
    ['p%2fa', 'p/'],
    ['my%2520dir/a', 'my%20dir/'],
    ['100%25/a', '100%/'],
    ['my%20caf%E9/a', 'my café/'],
  ])('%s may begin with %s', async (key, prefix) => {
    const answer = await asked([read(key)], prefix)
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  })

  test.each([
    ['my%20dir/a', 'my%20dir/', 'yes'],
    ['my+dir/a', 'my+dir/', 'yes'],
    ['my%20dir/a', 'your dir/', 'no'],
    ['your+dir/%FF', 'my dir/', 'no'],
    ['my%20dir/a', 'mydir/', 'no'],
  ])('%s under %s: %s', async (key, prefix, verdict) => {
    expect((await asked([read(key)], prefix)).verdict).toBe(verdict)
  })

  test('what names the key in its parameters alone', async () => {
    const answer = await asked([read('my%20dir/a', { resources: undefined })], 'my dir/')
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  })

  test('the target of a copy', async () => {
    const copy = objectCall('CopyObject', 'arn:aws:s3:::data/my%20dir/a', { readOnly: false })
    const answer = await asked([copy], 'my dir/', 'who-wrote-objects')
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  })

  test('an object in a directory bucket', async () => {
    const bucket = 'data--euw1-az1--x-s3'
    const call = record('GetObject', {
      eventSource: 's3express.amazonaws.com',
      eventCategory: 'Data',
      managementEvent: false,
      requestParameters: { bucketName: bucket, key: 'my%20dir/a' },
      resources: [
        {
          type: 'AWS::S3Express::Object',
          ARNPrefix: `arn:aws:s3express:${REGION}:${A}:bucket/${bucket}/`,
        },
      ],
    })
    const answer = await askOf({ records: [call] }, 'who-read-objects', {
      bucket,
      prefix: 'my dir/',
    })
    expect(answer.candidates.length).toBe(1)
  })
})
