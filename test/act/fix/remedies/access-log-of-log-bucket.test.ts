import { expect, test } from 'vitest'
import { accessLogOfLogBucket } from '../../../../src/act/fix/remedies/access-log-of-log-bucket.ts'
import type { DesiredOf } from '../../../../src/model/desired.ts'
import type { Selectors } from '../../../../src/model/selector.ts'
import { logBucketReadsUnrecorded } from '../../../../src/reason/assess/checks/data-events/log-bucket-reads-unrecorded.ts'
import { logBucketWithoutAccessRecord } from '../../../../src/reason/assess/checks/destination/log-bucket-without-access-record.ts'
import {
  ALL_MANAGEMENT,
  bucketOf,
  known,
  snapshotOf,
  trailOf,
} from '../../../../src/reason/assess/given.ts'
import { closing, openBucket, openIn } from './closing.ts'

const asked = [logBucketReadsUnrecorded, logBucketWithoutAccessRecord]
const BOTH = ['log-bucket-without-access-record: fail', 'log-bucket-reads-unrecorded: fail']

const MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    { Name: 'All', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const given = (selectors: Selectors = MANAGEMENT, insights = known<[]>([])) =>
  snapshotOf({
    trails: [trailOf({ selectors: known(selectors), over: { insightSelectors: insights } })],
    buckets: [openBucket],
  })

const trailsIn = ({ proposal }: ReturnType<typeof closing>): readonly DesiredOf<'trail'>[] =>
  proposal.desired.flatMap((d) => (d.kind === 'trail' ? [d] : []))

test('reads of the log bucket are selected, what was selected is kept, and both checks pass', () => {
  const closed = closing(accessLogOfLogBucket, given(), asked)
  expect(openIn(closed.before)).toEqual(BOTH)
  expect(openIn(closed.after)).toEqual([])
  const [trail] = trailsIn(closed)
  expect(trail?.selectors.AdvancedEventSelectors?.[0]).toEqual(
    MANAGEMENT.AdvancedEventSelectors?.[0],
  )
})

test('deletions are selected, deliveries are not: each would be recorded and delivered again', () => {
  const [trail] = trailsIn(closing(accessLogOfLogBucket, given(), asked))
  const data = trail?.selectors.AdvancedEventSelectors?.slice(1) ?? []
  expect(data.map((s) => s.FieldSelectors[2])).toEqual([
    { Field: 'readOnly', Equals: ['true'] },
    { Field: 'eventName', StartsWith: ['DeleteObject'] },
  ])
})

test('a prefix of a bucket ends with a slash: without it other buckets would be taken too (R5)', () => {
  const text = JSON.stringify(trailsIn(closing(accessLogOfLogBucket, given(), asked)))
  expect(text).toContain('"arn:aws:s3:::audit-logs/"')
})

test('a trail with basic selectors gets a basic one, without management events a second time', () => {
  const closed = closing(accessLogOfLogBucket, given(ALL_MANAGEMENT), asked)
  expect(openIn(closed.after)).toEqual([])
  expect(trailsIn(closed)[0]?.selectors.EventSelectors?.[1]).toEqual({
    ReadWriteType: 'ReadOnly',
    IncludeManagementEvents: false,
    DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::audit-logs/'] }],
  })
})

test('several log buckets of one trail are one wish, not the last one only', () => {
  const snapshot = given()
  const second = trailOf({
    name: 'second',
    config: { s3Bucket: 'more-logs', isMultiRegion: false },
    selectors: known(MANAGEMENT),
    over: { insightSelectors: known([]) },
  })
  const more = { ...openBucket, name: 'more-logs' }
  const closed = closing(
    accessLogOfLogBucket,
    {
      ...snapshot,
      trails: [...snapshot.trails, second],
      buckets: [...snapshot.buckets, more],
    },
    asked,
  )
  expect(trailsIn(closed)).toHaveLength(1)
  expect(openIn(closed.after)).toEqual([])
})

test('five basic selectors are as many as AWS takes: refused, with server access logs instead', () => {
  const five = Array.from({ length: 5 }, () => ({ IncludeManagementEvents: true }))
  const { proposal } = closing(accessLogOfLogBucket, given({ EventSelectors: five }), asked)
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]).toMatchObject({
    why: expect.stringContaining('as many as AWS takes'),
    instead: expect.stringContaining('put-bucket-logging'),
  })
})

test('500 values of advanced selectors are as many as AWS takes', () => {
  const full: Selectors = {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'eventName', NotEquals: Array.from({ length: 495 }, (_, i) => `Call${i}`) },
        ],
      },
    ],
  }
  const { proposal } = closing(accessLogOfLogBucket, given(full), asked)
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('500 values')
})

test('a bucket in a region that no trail logs is refused', () => {
  const snapshot = snapshotOf({
    trails: [trailOf({ config: { isMultiRegion: false } })],
    buckets: [bucketOf({ region: known('us-east-1') })],
  })
  const { proposal } = closing(accessLogOfLogBucket, snapshot, asked)
  expect(proposal.desired).toEqual([])
  expect(proposal.refused[0]?.why).toContain('no trail that is logging')
})

test('what a read of the log costs is said', () => {
  const { proposal } = closing(accessLogOfLogBucket, given(), asked)
  expect(proposal.notes[0]?.risks?.join()).toContain('is paid for')
})
