import { describe, expect, test } from 'vitest'
import { A, askOf, objectCall } from './given.ts'

const copyOf = (source: unknown) =>
  objectCall('CopyObject', 'arn:aws:s3:::evil/k', {
    requestParameters: { bucketName: 'evil', key: 'k', 'x-amz-copy-source': source },
  })
const readsOf = async (source: unknown, prefix = '') =>
  (
    await askOf({ records: [copyOf(source)] }, 'who-read-objects', {
      bucket: 'data',
      ...(prefix !== '' && { prefix }),
    })
  ).verdict

describe('R10 a copy is a read of its source, however that is spelled', () => {
  test.each([
    ['data/p/x', 'p/'],
    ['/data/p/x', 'p/'],
    ['data%2fsecret%2fx', ''],
    ['%2fdata/x', ''],
    ['data%2Fp%2fx', 'p/'],
    ['data/p%281%29/x', 'p(1)/'],
    ['data/my%20dir/x', 'my dir/'],
    ['d%61ta/x', ''],
    ['data/x?versionId=1', ''],
  ])('%s', async (source, prefix) => {
    expect(await readsOf(source, prefix)).toBe('yes')
  })

  test.each([
    ['data/my+dir/x', 'my dir/'],
    ['http://s3.amazonaws.com/data/x', ''],
    ['arn%3aaws:s3:eu-west-1:1:accesspoint/ap/object/x', ''],
    ['arn:aws:s3:eu-west-1:1:accesspoint/ap/object/x', ''],
    ['ap-x-s3alias/x', ''],
    ['data%252Fx', ''],
    ['//data/x', ''],
    ['%ff/x', ''],
    [undefined, ''],
    [['data/x'], ''],
  ])('%s may be one', async (source, prefix) => {
    expect(await readsOf(source, prefix)).toBe('cannot-know')
  })

  test.each([
    ['data2/x', ''],
    ['data/q/x', 'p/'],
    ['elsewhere%2fdata/x', ''],
  ])('%s is none', async (source, prefix) => {
    expect(await readsOf(source, prefix)).toBe('no')
  })
})

test('R10 a copy out of a log bucket is a read of logs', async () => {
  const answer = await askOf({ records: [copyOf(`logs-${A}/AWSLogs/x`)] }, 'log-bucket-access')
  expect(answer.verdict).toBe('yes')
})
