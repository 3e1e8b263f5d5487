import { expect, test } from 'vitest'
import { A, askOf, objectCall, record } from './given.ts'

const LOGS = `logs-${A}`
const s3 = (name: string, requestParameters: object) =>
  record(name, { eventSource: 's3.amazonaws.com', requestParameters })
const verdictOf = async (event: object) =>
  (await askOf({ records: [event] }, 'log-bucket-access')).verdict

test.each([
  ['PutObjectAcl', objectCall('PutObjectAcl', `arn:aws:s3:::${LOGS}/AWSLogs/x`), 'yes'],
  ['PutBucketWebsite', s3('PutBucketWebsite', { bucketName: LOGS }), 'yes'],
  [
    'CreateAccessPoint',
    s3('CreateAccessPoint', { name: 'ap', CreateAccessPointRequest: { Bucket: LOGS } }),
    'yes',
  ],
  ['PutAccessPointPolicy', s3('PutAccessPointPolicy', { name: 'ap' }), 'cannot-know'],
  [
    'CreateAccessPoint elsewhere',
    s3('CreateAccessPoint', { name: 'ap', CreateAccessPointRequest: { Bucket: 'data' } }),
    'no',
  ],
  ['PutBucketWebsite elsewhere', s3('PutBucketWebsite', { bucketName: 'data' }), 'no'],
])('R10 %s of a log bucket', async (_, event, verdict) => {
  expect(await verdictOf(event)).toBe(verdict)
})
