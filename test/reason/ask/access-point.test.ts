import { expect, test } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import { A, askOf, EVERYTHING, KEY, objectCall, record } from './given.ts'

const through = (point: string) =>
  objectCall('GetObject', 'arn:aws:s3:::data/a', {
    requestParameters: { bucketName: point, key: 'a' },
    resources: [{ type: 'AWS::S3::Object', ARN: `${point}/object/a` }],
  })

test.each([
  'arn:aws:s3:eu-west-1:029608264753:accesspoint/ap',
  'arn:aws:s3::029608264753:accesspoint/m1.mrap',
])('R7 a read through %s does not tell its bucket: a candidate', async (point) => {
  for (const params of [{ bucket: 'data' }, { bucket: 'data', key: KEY }]) {
    const answer = await askOf({ records: [through(point)] }, 'who-read-objects', params)
    expect([answer.verdict, answer.candidates.length]).toEqual(['cannot-know', 1])
  }
})

test('R5 a key that holds the word of an access point is a key all the same', async () => {
  const read = objectCall('GetObject', 'arn:aws:s3:::other/x:accesspoint/y')
  const answer = await askOf({ records: [read] }, 'who-read-objects', { bucket: 'data' })
  expect(answer.verdict).toBe('no')
})

/** The trail records the objects of one bucket, and those of no other. */
const BY_BUCKET: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::data/'] },
      ],
    },
  ],
}

const made = (Bucket: string, over: object = {}) =>
  record('CreateMultiRegionAccessPoint', {
    eventSource: 's3.amazonaws.com',
    eventTime: '2026-03-01T12:00:00Z',
    awsRegion: 'us-west-2',
    requestParameters: {
      CreateMultiRegionAccessPointRequest: {
        Details: { Name: 'm', Regions: { Region: [{ Bucket }, { Bucket: 'other' }] } },
      },
    },
    ...over,
  })
const via = (resources: readonly object[], bucketName: string) =>
  objectCall('GetObject', 'arn:aws:s3:::unasked/a', {
    eventTime: '2026-03-01T12:00:00Z',
    requestParameters: { bucketName, key: 'a' },
    resources,
  })
const OBJECT = 'AWS::S3::Object'
const POINT = `arn:aws:s3:eu-west-1:${A}:accesspoint/ap`

const asked = (records: readonly object[], selectors = BY_BUCKET) =>
  askOf(
    { trails: { [A]: selectors }, records },
    'who-read-objects',
    { bucket: 'data' },
    {
      parts: ['s3-objects'],
    },
  )

test('R4 a selector of a bucket takes what is read through its access points: their records bear its ARN', async () => {
  expect((await asked([])).verdict).toBe('no')
})

test('R11 through a point of several regions: which ARN those records bear is said not to be checked', async () => {
  const { checks } = await asked([])
  expect(checks.notPerformed.join()).toMatch(/multi-region access point/)
})

test.each([
  ['a multi-region access point was made of the bucket', made('data')],
  ['one was made, and its record does not say of which', made('data', { requestParameters: null })],
  ['a call went through one', via([{ type: OBJECT, ARN: 'arn:aws:s3:::unasked/a' }], 'm1.mrap')],
  ['a record bears the ARN of its point', via([{ type: OBJECT, ARN: `${POINT}/object/a` }], POINT)],
])('R1 %s: a selector of the bucket may not take it', async (_, known) => {
  const answer = await asked([known])
  expect(answer.verdict).toBe('cannot-know')
  expect(answer.blindSpots.map((s) => s.reason)).toEqual(['undocumented behaviour'])
  expect(answer.blindSpots[0]?.detail).toMatch(/access point/)
  expect(answer.blindSpots[0]?.remedy).toMatch(/every S3 object/)
  expect((await asked([known], EVERYTHING)).verdict).toBe('no')
})

test.each([
  ['one of other buckets', made('data2')],
  ['one that was refused', made('data', { errorCode: 'AccessDenied' })],
  [
    'a point whose records bear the ARN of the bucket',
    via(
      [
        { type: OBJECT, ARN: 'arn:aws:s3:::unasked/a' },
        { type: 'AWS::S3::AccessPoint', ARN: POINT },
      ],
      POINT,
    ),
  ],
])('R1 %s changes nothing', async (_, known) => {
  expect((await asked([known])).verdict).toBe('no')
})
