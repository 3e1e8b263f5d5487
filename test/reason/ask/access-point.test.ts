import { expect, test } from 'vitest'
import { askOf, KEY, objectCall } from './given.ts'

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
