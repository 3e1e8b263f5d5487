import { describe, expect, it } from 'vitest'
import type { Selectors } from '../../../../src/model/selector.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { HOUR } from '../../../../src/model/time.ts'
import { type Effect, mirrored } from '../../../../src/reason/assess/diff/change.ts'
import { diffSnapshots } from '../../../../src/reason/assess/diff/diff.ts'
import {
  ACCOUNT,
  ALL_MANAGEMENT,
  AT,
  bucketOf,
  denied,
  known,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../../src/reason/assess/given.ts'

/** The same snapshot, read a day later. */
const later = (snapshot: Snapshot): Snapshot => {
  const moved = (_: string, value: unknown) => value
  const copy = JSON.parse(JSON.stringify(snapshot, moved)) as Snapshot
  return {
    ...copy,
    collectedAt: AT + 24 * HOUR,
    trails: copy.trails.map((t) => ({ ...t, readAt: AT + 24 * HOUR })),
    buckets: copy.buckets.map((b) => ({ ...b, readAt: AT + 24 * HOUR })),
  }
}

const told = (before: Snapshot, after: Snapshot) =>
  diffSnapshots(before, after).map((c) => `${c.effect}: ${c.what.split(' of ')[0]}`)

const trailing = (...trails: Parameters<typeof trailOf>[0][]): Snapshot =>
  snapshotOf({ trails: trails.map((t) => trailOf(t)) })

const data = (prefix: string): Selectors => ({
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'resources.ARN', StartsWith: [prefix] },
      ],
    },
  ],
})

const guarded = snapshotOf({
  alarms: [],
  eventRules: [],
})

const cases: readonly {
  readonly says: string
  readonly before: Snapshot
  readonly after: Snapshot
  readonly expect: readonly `${Effect}: ${string}`[]
}[] = [
  {
    says: 'the same settings read a day later are no change',
    before: guarded,
    after: later(guarded),
    expect: [],
  },
  {
    says: 'a stopped trail records less',
    before: trailing({}),
    after: later(trailing({ status: { isLogging: false } })),
    expect: ['records-less: state'],
  },
  {
    says: 'a trail that is gone from a list that was read records less',
    before: trailing({}, { name: 'second' }),
    after: later(trailing({})),
    expect: [`records-less: arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/second`],
  },
  {
    says: 'a trail that is missing where no list was read may still be there',
    before: trailing({}, { name: 'second' }),
    after: { ...later(trailing({})), trailsListed: [] },
    expect: [`unknown: arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/second`],
  },
  {
    says: 'a new trail that is not logging adds nothing',
    before: trailing({}),
    after: later(trailing({}, { name: 'second', status: { isLogging: false } })),
    expect: [`same: arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/second`],
  },
  {
    says: 'data events added beside the management events record more',
    before: trailing({}),
    after: later(trailing({ selectors: known(data('arn:aws:s3:::b/')) })),
    expect: ['records-more: selectors'],
  },
  {
    says: 'a narrower prefix records less, a longer name of another bucket records other events',
    before: trailing({ selectors: known(data('arn:aws:s3:::b/')) }),
    after: later(trailing({ selectors: known(data('arn:aws:s3:::b/logs/')) })),
    expect: ['records-less: selectors'],
  },
  {
    says: 'one bucket for another records other events',
    before: trailing({ selectors: known(data('arn:aws:s3:::b/')) }),
    after: later(trailing({ selectors: known(data('arn:aws:s3:::b2/')) })),
    expect: ['records-other: selectors'],
  },
  {
    says: 'the basic and the advanced form of all management events select the same',
    before: trailing({ selectors: known(ALL_MANAGEMENT) }),
    after: later(
      trailing({
        selectors: known({
          AdvancedEventSelectors: [
            { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
          ],
        }),
      }),
    ),
    expect: ['same: selectors'],
  },
  {
    says: 'a prefix without a slash in another form is not documented (R5): unknown, not a loss',
    before: trailing({
      selectors: known({
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: true,
            DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b'] }],
          },
        ],
      }),
    }),
    after: later(trailing({})),
    expect: ['unknown: selectors'],
  },
  {
    says: 'selectors that were not readable on one side are never "no change"',
    before: trailing({ selectors: denied }),
    after: later(trailing({})),
    expect: ['unknown: selectors'],
  },
  {
    says: 'selectors that were not readable on either side are not "no change" either',
    before: trailing({ selectors: denied }),
    after: later(trailing({ selectors: denied })),
    expect: ['unknown: selectors'],
  },
  {
    says: 'both lists empty say nothing unless they were never set (R5)',
    before: trailing({ selectors: known({}), over: { hasCustomEventSelectors: known(true) } }),
    after: later(trailing({})),
    expect: ['unknown: selectors'],
  },
  {
    says: 'a trail cut down to its own region records less',
    before: trailing({}),
    after: later(trailing({ config: { isMultiRegion: false } })),
    expect: ['records-less: reach'],
  },
  {
    says: 'validation off and another bucket change what can be proven, not what is recorded',
    before: trailing({}),
    after: later(trailing({ config: { logFileValidation: false, s3Bucket: 'elsewhere' } })),
    expect: ['same: bucket', 'same: log file validation'],
  },
  {
    says: 'a shorter lifecycle of the log bucket keeps less',
    before: snapshotOf({}),
    after: later(
      snapshotOf({
        buckets: [
          bucketOf({
            lifecycle: known([
              { enabled: true, prefix: '', isNarrowed: false, expirationDays: 1, transitions: [] },
            ]),
          }),
        ],
      }),
    ),
    expect: ['records-less: lifecycle'],
  },
  {
    says: 'a policy that no longer names CloudTrail stops the delivery',
    before: snapshotOf({
      buckets: [
        bucketOf({
          policy: known({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'cloudtrail.amazonaws.com' },
                Action: 's3:PutObject',
                Resource: '*',
              },
            ],
          }),
        }),
      ],
    }),
    after: later(snapshotOf({ buckets: [bucketOf({ policy: known({ Statement: [] }) })] })),
    expect: ['records-less: policy'],
  },
  {
    says: 'a region that was switched on is another place to record',
    before: snapshotOf({}),
    after: {
      ...later(snapshotOf({})),
      regions: [
        {
          account: ACCOUNT,
          readAt: AT,
          regions: known([
            { name: 'eu-west-1', enabled: true },
            { name: 'us-east-1', enabled: true },
            { name: 'af-south-1', enabled: true },
          ]),
        },
      ],
    },
    expect: ['unknown: region af-south-1'],
  },
]

describe('diffSnapshots', () => {
  for (const { says, before, after, expect: wanted } of cases)
    it(says, () => expect(told(before, after)).toEqual(wanted))

  it('names what is recorded no more as boxes', () => {
    const before = trailing({ selectors: known(data('arn:aws:s3:::b/')) })
    const [change] = diffSnapshots(before, later(trailing({})))
    expect(change?.detail).toBe('recorded no more: Data AWS::S3::Object arn:aws:s3:::b/*')
    expect(change?.lost?.[0]?.fields['resources.ARN']).toEqual({ StartsWith: ['arn:aws:s3:::b/'] })
    expect(change?.gained).toEqual([])
  })

  it('is empty for one and the same snapshot, whatever is unknown in it', () => {
    for (const { before, after } of cases)
      for (const one of [before, after]) expect(diffSnapshots(one, one)).toEqual([])
  })

  it('mirrors every effect when the sides are swapped', () => {
    for (const { before, after } of cases) {
      const [there, back] = [diffSnapshots(before, after), diffSnapshots(after, before)]
      expect(back.map((c) => [c.what, c.effect])).toEqual(
        there.map((c) => [c.what, mirrored(c.effect)]),
      )
    }
  })
})
