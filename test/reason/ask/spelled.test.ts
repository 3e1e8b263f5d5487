import { describe, expect, test } from 'vitest'
import { A, askOf, KEY, objectCall, record } from './given.ts'

const X = '999999999999'
const GET = 'arn:aws:s3:::data/p/a'
const readOf = (over: Record<string, unknown>, prefix?: string) =>
  askOf({ records: [objectCall('GetObject', GET, over)] }, 'who-read-objects', {
    bucket: 'data',
    ...(prefix !== undefined && { prefix }),
  })

describe('R10 acting in more than one account', () => {
  const foreign = (over: object) =>
    objectCall('GetObject', 'arn:aws:s3:::xbucket/k', {
      resources: [
        { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::xbucket/k' },
        { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::xbucket', accountId: X },
      ],
      ...over,
    })

  test.each([{ key: KEY }, { ip: '203.0.113.9' }])(
    'what belongs to another counts: %o',
    async (params) => {
      const answer = await askOf({ records: [foreign({})] }, 'cross-account-activity', params)
      expect([answer.verdict, answer.found.count]).toEqual(['yes', 1])
    },
  )

  test('what was refused there does not', async () => {
    const refused = foreign({ errorCode: 'AccessDenied' })
    const answer = await askOf({ records: [refused] }, 'cross-account-activity', { key: KEY })
    expect(answer.verdict).toBe('no')
  })
})

describe('R10 denied is every denial', () => {
  test.each([
    [{ errorCode: 'PermissionDenied' }, 'yes'],
    [{ errorMessage: 'User: x is not authorized to perform: ec2:RunInstances' }, 'yes'],
    [{ errorCode: 'Odd', errorMessage: 'You lack the permission' }, 'cannot-know'],
    [{ errorCode: 'SignatureDoesNotMatch' }, 'cannot-know'],
    [{ errorCode: 'Client.InvalidAMIID.NotFound' }, 'no'],
  ])('%o', async (over, verdict) => {
    const answer = await askOf({ records: [record('RunInstances', over)] }, 'denied-calls')
    expect(answer.verdict).toBe(verdict)
  })
})

test('R10 a form is a way to write an object without a KMS key', async () => {
  const posted = objectCall('PostObject', GET, {
    readOnly: false,
    additionalEventData: { SSEApplied: 'Default_SSE_S3' },
  })
  const answer = await askOf({ records: [posted] }, 'object-encryption', { bucket: 'data' })
  expect(answer.verdict).toBe('yes')
})

describe('R1 what is empty or tells nothing is missing', () => {
  test('an empty error code is no error', async () => {
    expect((await readOf({ errorCode: '' })).verdict).toBe('yes')
  })

  test.each(['', `arn:aws:s3:eu-west-1:${A}:accesspoint/ap/object/p/a`])(
    'an object with the ARN "%s" may be one of the bucket',
    async (ARN) => {
      const resources = [{ type: 'AWS::S3::Object', ARN }]
      expect((await readOf({ resources })).verdict).toBe('cannot-know')
    },
  )

  test('a host is not a bucket', async () => {
    const over = {
      resources: undefined,
      requestParameters: { bucketName: 'data.s3.amazonaws.com', key: 'p/a' },
    }
    expect((await readOf(over)).verdict).toBe('cannot-know')
  })
})

describe('R28 a prefix that no key begins with', () => {
  test.each(['/p/', 'p/*'])('%s is not a no', async (prefix) => {
    const answer = await readOf({}, prefix)
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots[0]?.remedy).toBe('did you mean --prefix p/?')
  })

  test('a usual one can be', async () => {
    expect((await readOf({}, 'q/')).verdict).toBe('no')
  })
})

describe('R1 what no record is known to hold tells nothing', () => {
  test.each([
    `arn:aws:s3:eu-west-1:${A}:data/p/a`,
    's3://data/p/a',
    'ARN:AWS:S3:::data/p/a',
    ['arn:aws:s3:::data/p/a'],
  ])('an object with the ARN %o may be one of the bucket', async (ARN) => {
    const resources = [{ type: 'AWS::S3::Object', ARN }]
    expect((await readOf({ resources })).verdict).toBe('cannot-know')
  })

  test.each(['', 'data.s3.cn-north-1.amazonaws.com.cn'])('a bucket "%s" is none', async (name) => {
    const over = { resources: undefined, requestParameters: { bucketName: name, key: 'p/a' } }
    expect((await readOf(over)).verdict).toBe('cannot-know')
  })

  test.each(['data', 'Future'])(
    'an event of the category %s may be one of data',
    async (category) => {
      expect((await readOf({ eventCategory: category })).verdict).toBe('cannot-know')
    },
  )
})
