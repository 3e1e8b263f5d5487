import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourceObject } from '../../../src/model/manifest.ts'
import { parseInstant } from '../../../src/model/time.ts'
import type { LakeFacts } from '../../../src/reason/assess/lake-facts.ts'
import { lakeFacts } from '../../../src/reason/assess/lake-facts-query.ts'
import { aLog, memoryLake } from '../../fixtures/memory-lake.ts'

const A = '111111111111'

const objectOf = (id: number, over: Partial<SourceObject>): SourceObject => ({
  ...aLog,
  id,
  uri: `test:${id}`,
  bucket: 'audit-logs',
  prefix: '',
  account: A,
  region: 'eu-west-1',
  records: 1,
  ...over,
})

/** The object that each record below is in, by position. */
const objects = [
  objectOf(1, {}),
  objectOf(2, { bucket: 'vendor-feed', prefix: 'feed' }),
  objectOf(3, {}),
  objectOf(4, { bucket: null, prefix: null }),
]

const recordOf = (eventID: string, eventTime: string, over: object = {}) => ({
  eventVersion: '1.11',
  eventID,
  eventTime,
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  awsRegion: 'eu-west-1',
  recipientAccountId: A,
  eventCategory: 'Management',
  ...over,
})

const records: readonly (readonly [object: number, record: object])[] = [
  [1, recordOf('twice', '2026-03-01T00:00:00Z')],
  [2, recordOf('twice', '2026-03-01T00:00:00Z')],
  [1, recordOf('again-in-the-same-bucket', '2026-03-01T00:00:01Z')],
  [3, recordOf('again-in-the-same-bucket', '2026-03-01T00:00:01Z')],
  [1, recordOf('a-copy-of-no-known-place', '2026-03-01T00:00:02Z')],
  [4, recordOf('a-copy-of-no-known-place', '2026-03-01T00:00:02Z')],
  [
    1,
    recordOf('key', '2026-03-02T00:00:00Z', {
      awsRegion: 'us-east-1',
      resources: [
        { type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:us-east-1:111111111111:key/1' },
        { type: 'AWS::SNS::Topic', ARN: 'arn:aws:sns:us-east-1:111111111111:alerts' },
      ],
    }),
  ],
  [
    1,
    recordOf('refused', '2026-03-02T00:00:01Z', {
      awsRegion: 'us-east-1',
      errorCode: 'AccessDenied',
      resources: [{ type: 'AWS::DynamoDB::Table', ARN: 'arn:aws:dynamodb:x' }],
    }),
  ],
]

let facts: LakeFacts
let close: () => Promise<void>
beforeAll(async () => {
  const lake = await memoryLake(
    records.map(([, record]) => record),
    { objects, objectOf: (i) => records[i]?.[0] ?? 1 },
  )
  close = lake.close
  facts = await lakeFacts(lake.query)
})
afterAll(() => close())

test('a copy is the same event in two buckets; read twice from one it is one', () => {
  expect(facts.copies).toEqual([
    { account: A, region: 'eu-west-1', places: ['audit-logs', 'vendor-feed/feed'], events: 1 },
  ])
})

test('each account and region has its newest event', () => {
  expect(facts.delivered.map((d) => [d.account, d.region, d.newest])).toEqual([
    [A, 'eu-west-1', parseInstant('2026-03-01T00:00:02Z')],
    [A, 'us-east-1', parseInstant('2026-03-02T00:00:01Z')],
  ])
})

test('a type of resource with data events is in use where a call on it succeeded; a role or a key has none', () => {
  expect(facts.resourceTypes).toEqual([{ account: A, type: 'AWS::SNS::Topic' }])
})
