import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import {
  A,
  askOf,
  EVERYTHING,
  KEY,
  objectCall,
  REGION,
  record,
  USER,
  USER_ID,
  type World,
} from './given.ts'

const NAME = 'data--euw1-az1--x-s3'
const ARN = `arn:aws:s3express:${REGION}:${A}:bucket/${NAME}`
const known = (s: Snapshot): Snapshot => ({
  ...s,
  buckets: [
    ...s.buckets,
    { name: NAME, readAt: s.collectedAt, owner: { known: A }, region: { known: REGION } },
  ],
})
const typed = (type: string) => ({
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
  ],
})
const WITH_EXPRESS: Selectors = {
  AdvancedEventSelectors: [
    ...(EVERYTHING.AdvancedEventSelectors ?? []),
    typed('AWS::S3Express::Object'),
    typed('AWS::S3Express::AccessPoint'),
  ],
}
const unselected: World = { change: known }
const selected: World = { change: known, trails: { [A]: WITH_EXPRESS } }

const call = (eventName: string, over: object = {}) =>
  record(eventName, {
    eventSource: 's3express.amazonaws.com',
    eventCategory: 'Data',
    managementEvent: false,
    requestParameters: { bucketName: NAME, key: 'in/a' },
    resources: [
      { type: 'AWS::S3Express::Object', ARNPrefix: `${ARN}/` },
      { type: 'AWS::S3Express::DirectoryBucket', ARN, accountId: A },
    ],
    ...over,
  })

describe('R4 objects of directory buckets are a type of their own', () => {
  test.each(['who-read-objects', 'who-wrote-objects', 'object-encryption'])(
    '%s: not selected is no no',
    async (question) => {
      const answer = await askOf(unselected, question, { bucket: NAME })
      expect(answer.verdict).toBe('cannot-know')
      expect(answer.blindSpots.map((s) => s.reason)).toContain('not selected')
    },
  )

  test.each(['who-read-objects', 'who-wrote-objects', 'object-encryption'])(
    '%s: a no where they are recorded',
    async (question) => {
      expect((await askOf(selected, question, { bucket: NAME })).verdict).toBe('no')
    },
  )

  test.each([
    ['who-read-objects', 'GetObject', { bucket: NAME }, 'yes'],
    ['who-read-objects', 'GetObject', { bucket: NAME, prefix: 'in/' }, 'yes'],
    ['who-read-objects', 'GetObject', { bucket: NAME, prefix: 'out/' }, 'no'],
    ['who-read-objects', 'GetObject', { bucket: NAME, key: KEY }, 'yes'],
    ['who-read-objects', 'GetObject', { key: KEY }, 'yes'],
    ['who-read-objects', 'HeadObject', { bucket: NAME }, 'no'],
    ['who-wrote-objects', 'PutObject', { bucket: NAME }, 'yes'],
    ['who-wrote-objects', 'RenameObject', { bucket: NAME }, 'yes'],
    ['who-wrote-objects', 'PutObject', { key: KEY }, 'yes'],
    ['resource-history', 'PutObject', { resource: NAME }, 'yes'],
    ['resource-history', 'PutObject', { resource: ARN }, 'yes'],
  ])('%s finds %s %o: %s', async (question, name, params, verdict) => {
    const answer = await askOf({ ...selected, records: [call(name)] }, question, params)
    expect(answer.verdict).toBe(verdict)
  })

  test('what is in another directory bucket is none, and what does not tell its bucket may be one', async () => {
    const ask = async (bucketName: string | undefined) => {
      const read = call('GetObject', { requestParameters: { bucketName, key: 'in/a' } })
      return (await askOf({ ...selected, records: [read] }, 'who-read-objects', { bucket: NAME }))
        .verdict
    }
    expect(await ask('other--euw1-az1--x-s3')).toBe('no')
    expect(await ask('point--euw1-az1--xa-s3')).toBe('cannot-know')
    expect(await ask(undefined)).toBe('cannot-know')
  })

  test('a bucket that only the log knows has its owner from its ARN', async () => {
    for (const arn of [ARN, ARN.replace('bucket/', '')]) {
      const resources = [{ type: 'AWS::S3Express::DirectoryBucket', ARN: arn }]
      const made = call('HeadBucket', { resources, eventTime: '2026-03-02T00:00:00Z' })
      const world = { ...selected, change: (s: Snapshot) => s, records: [made] }
      expect((await askOf(world, 'who-read-objects', { bucket: NAME })).verdict).toBe('no')
    }
  })
})

describe('R8 directory buckets are a part of their own where no bucket, or another, is named', () => {
  test.each([
    ['who-read-objects', { key: KEY }, 'objects in directory buckets, and copies into them'],
    ['who-read-objects', { bucket: 'data' }, 'copies into directory buckets'],
    ['who-wrote-objects', { key: KEY }, 'objects in directory buckets'],
    ['object-encryption', {}, 'objects written to directory buckets'],
    ['log-bucket-access', {}, 'log files copied into directory buckets'],
  ])('%s %o: a no says that it was not asked', async (question, params, title) => {
    const answer = await askOf({}, question, params)
    expect(answer.verdict).toBe('no')
    expect(answer.sentence).toContain(`Not asked about: ${title}`)
  })

  test.each([
    ['who-read-objects', { key: KEY }],
    ['who-read-objects', { bucket: 'data' }],
    ['who-wrote-objects', { key: KEY }],
    ['object-encryption', {}],
    ['log-bucket-access', {}],
  ])('%s %o: it is asked where a directory bucket is known of', async (question, params) => {
    expect((await askOf(unselected, question, params)).verdict).toBe('cannot-know')
    expect((await askOf(selected, question, params)).verdict).toBe('no')
    const made = record('CreateBucket', {
      eventSource: 's3express.amazonaws.com',
      requestParameters: { bucketName: NAME },
    })
    expect((await askOf({ records: [made] }, question, params)).verdict).toBe('cannot-know')
    const listed = record('ListDirectoryBuckets', { eventSource: 's3express.amazonaws.com' })
    expect((await askOf({ records: [listed] }, question, params)).verdict).toBe('no')
  })

  test('a copy into a directory bucket is a read of its source', async () => {
    const copy = call('CopyObject', {
      requestParameters: { bucketName: NAME, key: 'x', 'x-amz-copy-source': 'data/a' },
    })
    const answer = await askOf({ records: [copy] }, 'who-read-objects', { bucket: 'data' })
    expect(answer.verdict).toBe('yes')
    const other = await askOf({ records: [copy] }, 'who-read-objects', { bucket: 'foreign' })
    expect(other.found.count).toBe(0)
  })

  test('a copy out of one is looked for in both kinds of buckets', async () => {
    const copy = objectCall('CopyObject', 'arn:aws:s3:::data/x', {
      requestParameters: { bucketName: 'data', key: 'x', 'x-amz-copy-source': `${NAME}/in/a` },
    })
    const answer = await askOf({ ...selected, records: [copy] }, 'who-read-objects', {
      bucket: NAME,
    })
    expect(answer.verdict).toBe('yes')
  })
})

test.each([
  ['GetObject', { accessKeyId: 'ASIAQNZGKIQYZZZZZZZZ' }, 'cannot-know'],
  ['GetObject', { accessKeyId: 'ASIAQNZGKIQYZZZZZZZZ', principalId: 'AIDAOTHER' }, 'no'],
  ['CreateSession', {}, 'no'],
])(
  'R12 %s %o: the key of a zonal session is told by CreateSession alone',
  async (name, over, verdict) => {
    const userIdentity = { type: 'IAMUser', principalId: USER_ID, arn: USER, accountId: A, ...over }
    const records = [
      record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z' }),
      call(name, { userIdentity: { accessKeyId: KEY, ...userIdentity } }),
    ]
    const params = { bucket: NAME, key: KEY }
    expect((await askOf({ ...selected, records }, 'who-read-objects', params)).verdict).toBe(
      verdict,
    )
  },
)

test('the timeline behind the part is that of directory buckets', async () => {
  const answer = await askOf(unselected, 'who-read-objects', { bucket: 'data' })
  expect(answer.next.map((n) => n.command).join('\n')).toContain(
    'wholetrail coverage --category data --service s3express --from',
  )
})
