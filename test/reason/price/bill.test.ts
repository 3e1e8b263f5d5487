import { describe, expect, test } from 'vitest'
import type { Bill, BillLine } from '../../../src/model/bill.ts'
import type { PriceItem } from '../../../src/model/prices.ts'
import { exactly, sum, UNKNOWN } from '../../../src/model/range.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import type { VolumeReading } from '../../../src/model/volume.ts'
import {
  ACCOUNT,
  AT,
  bucketOf,
  denied,
  known,
  MANAGEMENT,
  REGION,
} from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { cellKey } from '../../../src/reason/price/copies/recorder.ts'
import { bill, HERE, measuredOf, objectReads, place, reads, trail, writes } from './given.ts'

const GB = 2 ** 30
const of = ({ lines }: Bill, item: PriceItem): readonly BillLine[] =>
  lines.filter((line) => line.item === item)
const usd = (found: Bill, item: PriceItem) => sum(of(found, item).map((line) => line.usd))
const near = (low: number, high = low, likely = low) => ({
  low: expect.closeTo(low, 6),
  high: expect.closeTo(high, 6),
  likely: expect.closeTo(likely, 6),
})

const EVERYTHING: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    },
  ],
}

describe('Insights', () => {
  const tuples = [reads(5_000_000, 1), writes(1_000_000, 1), objectReads(3_000_000, 1)]
  const withInsights = (...insights: { type: string; categories?: string[] }[]) =>
    bill({
      trails: [
        trail('a', {
          selectors: known(EVERYTHING),
          over: { insightSelectors: known(insights) },
        }),
      ],
      places: [place('a', 0)],
      tuples,
    })

  test('both types: writes are analysed twice, reads once: (2 x 1 + 5) million for $24.50', () => {
    const found = withInsights({ type: 'ApiCallRateInsight' }, { type: 'ApiErrorRateInsight' })
    expect(usd(found, 'insights-management')).toEqual(near(24.5))
    expect(usd(found, 'insights-data')).toEqual(near(0))
  })

  test('the rate of calls alone analyses writes: $3.50', () => {
    expect(usd(withInsights({ type: 'ApiCallRateInsight' }), 'insights-management')).toEqual(
      near(3.5),
    )
  })

  test('data events are analysed twice where both types are on: 6 million for $1.80', () => {
    const found = withInsights(
      { type: 'ApiCallRateInsight', categories: ['Data'] },
      { type: 'ApiErrorRateInsight', categories: ['Data'] },
    )
    expect(usd(found, 'insights-data')).toEqual(near(1.8))
    expect(usd(found, 'insights-management')).toEqual(near(0))
  })

  test('each trail is charged apart', () => {
    const on = { over: { insightSelectors: known([{ type: 'ApiCallRateInsight' }]) } }
    const found = bill({
      trails: [trail('a', on), trail('b', on)],
      places: [place('a', 0), place('b', 1)],
      tuples: [writes(1_000_000, 3)],
    })
    expect(usd(found, 'insights-management')).toEqual(near(7))
  })

  test('where they were not read they may cost something: a range, not nothing', () => {
    const { insightSelectors: _, ...unread } = trail('a')
    const found = bill({
      trails: [unread],
      places: [place('a', 0)],
      tuples: [writes(1_000_000, 1)],
    })
    expect(usd(found, 'insights-management')).toEqual(near(0, 7, 0))
  })
})

describe('log files', () => {
  const measured = { files: 10_000, bytes: 5 * GB }

  test('storage as S3 measured it: 100 GB in us-east-2 for $2.30', () => {
    const found = bill({
      trails: [trail('a', { region: 'us-east-2' })],
      tuples: [writes(1, 1)],
      snapshot: {
        buckets: [
          bucketOf({
            name: 'a-logs',
            region: known('us-east-2'),
            size: known({ bytes: 100 * GB, objects: 1 }),
          }),
        ],
      },
    })
    expect(usd(found, 's3-standard-storage')).toEqual(near(2.3))
    expect(of(found, 's3-standard-storage')[0]?.volume.source).toBe('storage-metrics')
  })

  test('storage of what was ingested, deleted after a year: 5 GB a month make 60', () => {
    const rule = {
      enabled: true,
      prefix: '',
      isNarrowed: false,
      expirationDays: 365,
      transitions: [],
    }
    const found = bill({
      trails: [trail('a')],
      places: [place('a', 0, measured)],
      tuples: [writes(1, 1)],
      snapshot: { buckets: [bucketOf({ name: 'a-logs', lifecycle: known([rule]) })] },
    })
    const [line] = of(found, 's3-standard-storage')
    expect(line?.volume.perMonth).toEqual({ low: 0, high: null, likely: expect.closeTo(60, 6) })
  })

  test('storage that nothing deletes grows without a bound that is known', () => {
    const found = bill({
      trails: [trail('a')],
      places: [place('a', 0, measured)],
      tuples: [writes(1, 1)],
      snapshot: { buckets: [bucketOf({ name: 'a-logs' })] },
    })
    const [line] = of(found, 's3-standard-storage')
    expect(line?.volume.perMonth).toEqual({ low: 5, high: null, likely: null })
    expect(line?.volume.uncertainty).toContain('5.000 GB a month')
  })

  test('nothing known of a bucket is unknown, not $0', () => {
    const found = bill({ trails: [trail('a')], tuples: [writes(1, 0)] })
    expect(usd(found, 's3-standard-storage')).toEqual(UNKNOWN)
    expect(usd(found, 's3-put')).toEqual(UNKNOWN)
  })

  test('requests: 10,000 files for 5 cents, where the price is not a spread', () => {
    const found = bill({
      trails: [trail('a')],
      places: [place('a', 0, measured)],
      tuples: [writes(1, 1)],
    })
    const [line] = of(found, 's3-put')
    expect(line?.volume.perMonth).toEqual(exactly(10_000))
    expect(line?.usd).toEqual(near(0.047, 0.07, 0.05))
  })

  test('validation writes 730 digests a month for each account and region', () => {
    const found = bill({
      trails: [trail('a', { config: { s3Bucket: 'a-logs', logFileValidation: true } })],
      places: [place('a', 0, measured)],
      tuples: [writes(1, 1)],
    })
    expect(of(found, 's3-put')[0]?.volume.perMonth).toEqual({
      low: 10_730,
      high: null,
      likely: 10_730,
    })
  })
})

describe('keys', () => {
  const KEY = `arn:aws:kms:${REGION}:${MANAGEMENT}:key/1`
  const encrypted = (bucketKey: boolean) =>
    bill({
      trails: [
        trail('a', { config: { s3Bucket: 'a-logs', logFileValidation: false, kmsKeyId: KEY } }),
      ],
      places: [place('a', 0, { files: 20_000 })],
      tuples: [writes(1, 1)],
      snapshot: {
        buckets: [
          bucketOf({ name: 'a-logs', encryption: known({ algorithm: 'aws:kms', bucketKey }) }),
        ],
        keys: [
          {
            arn: KEY,
            account: MANAGEMENT,
            region: REGION,
            readAt: AT,
            names: [],
            state: known({ keyState: 'Enabled', manager: 'CUSTOMER' }),
          },
        ],
      },
    })

  test('a key of the customer costs $1, and 20,000 files cost 6 cents, to the account of the key', () => {
    const found = encrypted(false)
    expect(usd(found, 'kms-key')).toEqual(near(1))
    expect(usd(found, 'kms-request')).toEqual(near(0.06))
    expect(of(found, 'kms-request')[0]?.account).toBe(MANAGEMENT)
  })

  test('with an S3 Bucket Key there are fewer requests, how many is not known', () => {
    expect(usd(encrypted(true), 'kms-request')).toEqual(near(0, 0.06, 0.06))
  })
})

test('CloudWatch Logs: 10 GB of records for $5 in us-east, by their length', () => {
  const found = bill({
    trails: [
      trail('a', {
        config: {
          s3Bucket: 'a-logs',
          cloudWatchLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail:*`,
        },
      }),
    ],
    places: [place('a', 0)],
    tuples: [writes(10_000_000, 1, { bytes: 10 * GB })],
  })
  const [line] = of(found, 'cloudwatch-logs-ingestion')
  expect(line?.usd.low).toBeCloseTo(5, 6)
  expect(line?.usd.high).toBeCloseTo(5 + (26 * 10_000_000 * 0.5) / GB, 6)
  expect(line?.resource).toBe(`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail`)
})

describe('volumes from elsewhere', () => {
  const reading = (over: Partial<VolumeReading>): VolumeReading => ({
    ...HERE,
    class: 'data',
    type: 'AWS::S3::Object',
    counts: 'happening',
    volume: {
      perMonth: exactly(50_000_000),
      unit: 'event',
      source: 'request-metrics',
      uncertainty: 'Best effort',
    },
    ...over,
  })
  const recording = [trail('a', { selectors: known(EVERYTHING) })]

  test('what happens is charged where a trail is set to record it: 50 million for $50', () => {
    const found = bill({ trails: recording, readings: [reading({})] })
    expect(usd(found, 'data-event')).toEqual(near(50))
    expect(of(found, 'data-event')[0]?.volume.source).toBe('request-metrics')
  })

  test('a trail that does not select it charges nothing for it', () => {
    const found = bill({ trails: [trail('a')], readings: [reading({})] })
    expect(of(found, 'data-event')).toEqual([])
  })

  test('a selector for one prefix selects some of a bucket: from nothing to all', () => {
    const prefix: Selectors = {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::data/private/'] },
          ],
        },
      ],
    }
    const found = bill({
      trails: [trail('a', { selectors: known(prefix) })],
      readings: [reading({ resource: 'arn:aws:s3:::data' })],
    })
    expect(usd(found, 'data-event')).toEqual({ low: 0, high: expect.closeTo(50, 6), likely: null })
  })

  test('events of the lake are counted there, and not again', () => {
    const found = bill({
      trails: recording,
      places: [place('a', 0)],
      tuples: [objectReads(3_000_000, 1)],
      readings: [reading({})],
    })
    expect(usd(found, 'data-event')).toEqual(near(3))
  })

  test('a number that the user gives overrides what was counted, in the shares that were counted', () => {
    const given = reading({
      volume: { perMonth: exactly(8_000_000), unit: 'event', source: 'given', uncertainty: '' },
    })
    const found = bill({
      trails: recording,
      places: [place('a', 0)],
      tuples: [objectReads(3_000_000, 1, 'one'), objectReads(1_000_000, 1, 'two')],
      readings: [given],
    })
    const lines = of(found, 'data-event')
    expect(lines.map((l) => [l.resource, l.usd.likely, l.volume.source])).toEqual([
      ['arn:aws:s3:::one', expect.closeTo(6, 6), 'given'],
      ['arn:aws:s3:::two', expect.closeTo(2, 6), 'given'],
    ])
  })

  test('a number of what happens, of which a trail records one bucket: what is recorded is a range, not all of it', () => {
    const one: Selectors = {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] },
          ],
        },
      ],
    }
    const all = reading({
      volume: { perMonth: exactly(40_000_000), unit: 'event', source: 'given', uncertainty: '' },
    })
    const given = { places: [place('a', 0)], tuples: [objectReads(1_000_000, 1, 'one')] }
    const recorded = { ...given, trails: [trail('a', { selectors: known(one) })] }
    const found = usd(bill({ ...recorded, readings: [all] }), 'data-event')
    expect(found).toEqual({ low: expect.closeTo(1, 6), high: expect.closeTo(40, 6), likely: null })
    const everywhere = { ...given, trails: recording }
    const { account: _, region: __, ...anywhere } = all
    const outside = bill({ ...everywhere, readings: [{ ...anywhere, account: '999999999999' }] })
    expect(usd(outside, 'data-event')).toEqual(near(1))
  })

  test('a number of all reads and one of a bucket: the bucket is not counted again', () => {
    const given = (perMonth: number, over: Partial<VolumeReading> = {}) =>
      reading({
        volume: { perMonth: exactly(perMonth), unit: 'event', source: 'given', uncertainty: '' },
        ...over,
      })
    const found = bill({
      trails: recording,
      places: [place('a', 0)],
      tuples: [objectReads(1_000_000, 1, 'one'), objectReads(1_000_000, 1, 'two')],
      readings: [given(10_000_000, { resource: 'arn:aws:s3:::one' }), given(40_000_000)],
    })
    expect(of(found, 'data-event').map((l) => l.usd.likely)).toEqual([
      expect.closeTo(10, 6),
      expect.closeTo(30, 6),
    ])
  })

  test('of two readings of one thing the better counts', () => {
    const worse = reading({})
    const better = reading({
      volume: { perMonth: exactly(10), unit: 'event', source: 'access-logs', uncertainty: '' },
    })
    const found = bill({ trails: recording, readings: [worse, better] })
    expect(of(found, 'data-event').map((l) => l.volume.source)).toEqual(['access-logs'])
  })

  test('a reading of a bucket and one of its account: 10 million there and 40 elsewhere, $50 and not $60', () => {
    const bucket = reading({
      resource: 'arn:aws:s3:::data',
      volume: {
        perMonth: exactly(10_000_000),
        unit: 'event',
        source: 'access-logs',
        uncertainty: '',
      },
    })
    const found = bill({ trails: recording, readings: [reading({}), bucket] })
    expect(of(found, 'data-event').map((l) => [l.resource, l.usd.likely])).toEqual([
      ['arn:aws:s3:::data', expect.closeTo(10, 6)],
      [null, expect.closeTo(40, 6)],
    ])
  })

  test('usage that was billed is priced as it was', () => {
    const { type: _, ...billed } = reading({
      class: 'management-write',
      counts: 'recorded',
      item: 'management-copy',
      volume: {
        perMonth: exactly(1_000_000),
        unit: 'event',
        source: 'cost-explorer',
        uncertainty: '',
      },
    })
    expect(usd(bill({ readings: [billed] }), 'management-copy')).toEqual(near(20))
  })
})

test('an account with a trail and without events costs what is not known', () => {
  const found = bill({ trails: [trail('a')] })
  const line = found.lines.find((l) => l.volume.uncertainty.includes('no events of account'))
  expect(line).toMatchObject({ account: ACCOUNT, usd: UNKNOWN })
  expect(found.total.high).toBeNull()
})

test('without events, delivery to CloudWatch Logs and event data stores cost what is not known, never $0', () => {
  const group = `arn:aws:logs:${HERE.region}:${ACCOUNT}:log-group:trail:*`
  const given = {
    trails: [trail('a', { config: { cloudWatchLogGroupArn: group } })],
    snapshot: {
      eventDataStores: [
        {
          ...HERE,
          readAt: AT,
          arn: 'arn:store',
          name: 'store',
          config: known({
            status: 'ENABLED',
            isMultiRegion: true,
            isOrganization: false,
            selectors: { AdvancedEventSelectors: [] },
          }),
        },
      ],
    },
  }
  const found = billOf({ ...measuredOf(given), window: null, factor: 0 })
  expect(usd(found, 'cloudwatch-logs-ingestion')).toEqual(UNKNOWN)
  expect(usd(found, 'lake-ingestion')).toEqual(UNKNOWN)
})

test('an event data store that was not read, or keeps events for years, costs what is not known, never $0', () => {
  const store = { ...HERE, readAt: AT, arn: 'arn:store', name: 'store' }
  const stopped = {
    status: 'STOPPED_INGESTION',
    isMultiRegion: true,
    isOrganization: false,
    retentionDays: 2557,
    selectors: {},
  }
  const of = (config: Parameters<typeof known>[0] | undefined) =>
    bill({
      snapshot: {
        eventDataStores: [
          { ...store, config: config === undefined ? denied : known(config) } as never,
        ],
      },
    })
  expect(of(undefined).lines.map((l) => l.item)).toEqual(['lake-ingestion', 'lake-retention'])
  expect(of(undefined).total).toEqual(UNKNOWN)
  expect(of(stopped).lines.map((l) => [l.item, l.usd.high])).toEqual([['lake-retention', null]])
  expect(of({ ...stopped, retentionDays: 366 }).lines).toEqual([])
})

test('of nothing that was read the total is unknown; of an account without trails it is nothing', () => {
  expect(bill({}).total).toEqual(UNKNOWN)
  const listed = { ...HERE, readAt: AT, listed: known(null) }
  expect(bill({ snapshot: { trailsListed: [listed] } as never }).total).toEqual(exactly(0))
})

test('a number of events that nothing records is named, not passed over', () => {
  const found = bill({
    trails: [trail('a')],
    readings: [
      {
        class: 'data',
        access: 'read',
        type: 'AWS::S3::Object',
        resource: 'arn:aws:s3:::payroll',
        counts: 'happening',
        volume: { perMonth: exactly(40e6), unit: 'event', source: 'given', uncertainty: '' },
      },
    ],
  })
  expect(found.notes.join()).toContain('arn:aws:s3:::payroll')
})

test('an event data store takes in by size what it selects, management events too', () => {
  const measured = measuredOf({
    tuples: [
      writes(1_000_000, 0, { bytes: 2 * GB }),
      objectReads(1_000_000, 0, 'x', { bytes: GB }),
    ],
    snapshot: {
      eventDataStores: [
        {
          ...HERE,
          readAt: AT,
          arn: 'arn:store',
          name: 'store',
          config: known({
            status: 'ENABLED',
            isMultiRegion: true,
            isOrganization: false,
            selectors: {
              AdvancedEventSelectors: [
                { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
              ],
            },
          }),
        },
      ],
    },
  })
  const found = billOf({ ...measured, history: new Set([cellKey(HERE)]) })
  expect(usd(found, 'lake-ingestion')).toEqual(near(1, 5, 1.5))
})

test('the total is the sum of the lines, and no line stands twice', () => {
  const found = bill({
    trails: [trail('a', { selectors: known(EVERYTHING) }), trail('b')],
    places: [place('a', 0, { files: 10, bytes: GB }), place('b', 1)],
    tuples: [reads(5, 3), writes(7, 3), writes(2, 1), objectReads(11, 1)],
  })
  expect(found.total).toEqual(sum(found.lines.map((l) => l.usd)))
  const keys = found.lines.map((l) =>
    [
      l.account,
      l.region,
      l.trail,
      l.class,
      l.type,
      l.resource,
      l.principal,
      l.item,
      l.paidCopy,
      l.volume.source,
    ].join(),
  )
  expect(new Set(keys).size).toBe(keys.length)
})
