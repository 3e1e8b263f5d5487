import { describe, expect, test } from 'vitest'
import type { PriceItem } from '../../../src/model/prices.ts'
import { exactly, NONE, sum, UNKNOWN } from '../../../src/model/range.ts'
import type { VolumeReading } from '../../../src/model/volume.ts'
import { ACCOUNT, AT, bucketOf, denied, known } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { cellKey } from '../../../src/reason/price/copies/recorder.ts'
import { bill, HERE, measuredOf, objectReads, place, reads, trail, writes } from './given.ts'

const GB = 2 ** 30
type Given = Parameters<typeof bill>[0]
const usd = (given: Given, item: PriceItem) =>
  sum(
    bill(given)
      .lines.filter((line) => line.item === item)
      .map((line) => line.usd),
  )

const rule = (over: object) => ({
  enabled: true,
  prefix: '',
  isNarrowed: false,
  transitions: [],
  ...over,
})

describe('a low end is no more than what is sure', () => {
  const stored = (...rules: readonly object[]) => {
    const { lines } = bill({
      trails: [trail('a')],
      places: [place('a', 0, { files: 1, bytes: 5 * GB })],
      tuples: [writes(1, 1)],
      snapshot: { buckets: [bucketOf({ name: 'a-logs', lifecycle: known(rules as never) })] },
    })
    return lines.find((l) => l.item === 's3-standard-storage')?.volume.perMonth
  }

  test('files that move to a cheaper class, or that a narrowed rule may delete, are not surely stored', () => {
    expect(stored()).toMatchObject({ low: 5, high: null })
    expect(stored(rule({ prefix: 'other/', expirationDays: 1, enabled: false }))).toMatchObject({
      low: 5,
    })
    expect(stored(rule({ prefix: 'AWSLogs/', expirationDays: 1 }))).toMatchObject({ low: 0 })
    expect(stored(rule({ transitions: [{ days: 1, storageClass: 'GLACIER' }] }))).toMatchObject({
      low: 0,
    })
  })

  test('a trail that is off writes no digests', () => {
    const off = trail('a', { status: { isLogging: false } } as never)
    expect(off.status.every((s) => 'known' in s.status && !s.status.known.isLogging)).toBe(true)
    const found = bill({
      trails: [{ ...off, config: known({ ...configOf(off), logFileValidation: true }) }],
      places: [place('a', 0, { files: 100 })],
      tuples: [writes(1, 1)],
    })
    expect(found.lines.find((l) => l.item === 's3-put')?.volume.perMonth).toEqual(exactly(100))
  })

  test('of a bucket that another trail delivers to without a key, not every file is surely encrypted', () => {
    const kms = { config: { s3Bucket: 'a-logs', logFileValidation: false, kmsKeyId: 'arn:key' } }
    const plain = { config: { s3Bucket: 'a-logs', s3Prefix: 'b', logFileValidation: false } }
    const found = usd(
      {
        trails: [trail('a', kms), trail('b', plain)],
        places: [place('a', 0, { files: 100 }), place('a', 1, { prefix: 'b', files: 900 })],
        tuples: [writes(1, 3)],
        snapshot: {
          buckets: [
            bucketOf({
              name: 'a-logs',
              encryption: known({ algorithm: 'aws:kms', bucketKey: false }),
            }),
          ],
        },
      },
      'kms-request',
    )
    expect(found).toMatchObject({ low: 0, high: expect.closeTo((1000 * 0.03) / 10_000, 9) })
  })
})

const configOf = (t: ReturnType<typeof trail>) => {
  if (!('known' in t.config)) throw new Error('no config')
  return t.config.known
}

describe('what is not known is not nothing', () => {
  const billed: VolumeReading = {
    account: ACCOUNT,
    class: 'management-write',
    counts: 'recorded',
    item: 'management-copy',
    volume: { perMonth: exactly(1e6), unit: 'event', source: 'cost-explorer', uncertainty: '' },
  }

  test('usage that was billed does not stand for files that were not read where the lake has some of it', () => {
    const given = {
      trails: [trail('a'), trail('b')],
      places: [place('a', 0), place('b', 1)],
      tuples: [writes(3, 3)],
      readings: [billed],
      complete: false,
    }
    expect(usd(given, 'management-copy').high).toBeNull()
  })

  test('an account or region whose trails could not be listed may have some', () => {
    const place = { account: '999999999999', region: 'eu-west-1', readAt: AT }
    const found = bill({ snapshot: { trailsListed: [{ ...place, listed: denied }] } })
    expect(found.lines).toMatchObject([{ account: '999999999999', usd: UNKNOWN }])
    expect(found.lines[0]?.why).toContain('eu-west-1')
    const later = { ...place, readAt: AT + 1, listed: known(true as const) }
    const then = bill({ snapshot: { trailsListed: [{ ...place, listed: denied }, later] } })
    expect(then.total).toEqual(NONE)
  })

  test('an event data store may take in what no trail records: bounded only where all of it was read', () => {
    const store = (selectors: object, isOrganization = false) => ({
      ...HERE,
      readAt: AT,
      arn: 'arn:store',
      name: 'store',
      config: known({
        status: 'ENABLED',
        isMultiRegion: isOrganization,
        isOrganization,
        retentionDays: 30,
        selectors: selectors as never,
      }),
    })
    const management = {
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      ],
    }
    const all = {
      AdvancedEventSelectors: [
        ...management.AdvancedEventSelectors,
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }
    const given = (selectors: object, complete = true): Given => ({
      trails: [trail('a')],
      places: [place('a', 0)],
      tuples: [writes(1_000_000, 1, { bytes: GB }), objectReads(1, 1)],
      snapshot: { eventDataStores: [store(selectors)] },
      complete,
    })
    const item = 'lake-ingestion'
    expect(usd(given(management), item).high).toBeCloseTo(2.5)
    expect(usd(given(all), item).high).toBeNull()
    expect(usd(given(management, false), item)).toMatchObject({ low: 0.5, high: null })
    const elsewhere = { ...store(management), region: 'us-east-1' }
    const apart = { ...given(management), snapshot: { eventDataStores: [elsewhere] } }
    expect(usd(apart, item)).toEqual(UNKNOWN)
    const org = store(management, true)
    expect(usd({ ...apart, snapshot: { eventDataStores: [org] } }, item).high).toBeNull()
    const measured = { ...measuredOf(given(management, false)), history: new Set([cellKey(HERE)]) }
    const line = billOf(measured).lines.find((l) => l.item === item)
    expect(line?.usd.high).toBeCloseTo(2.5)
  })

  test('a trail whose settings were not read stores files somewhere, and may deliver to a log group', () => {
    const given = {
      trails: [{ ...trail('a'), config: denied }],
      tuples: [reads(1, 0)],
    }
    expect(usd(given, 's3-standard-storage')).toEqual(UNKNOWN)
    expect(usd(given, 'cloudwatch-logs-ingestion').high).toBeNull()
  })

  test('log files of a folder that does not say its bucket are stored somewhere', () => {
    const given = {
      places: [place('a', 0, { bucket: null, files: 10, bytes: GB })],
      tuples: [reads(1, 1)],
    }
    expect(usd(given, 's3-standard-storage').high).toBeNull()
    expect(usd(given, 's3-put')).toMatchObject({ low: expect.closeTo(10 * 4.7e-6, 9) })
  })

  test('without a lake a number of one class leaves the others of its account unknown', () => {
    const { item: _, ...data } = {
      ...billed,
      class: 'data' as const,
      counts: 'happening' as const,
      volume: { ...billed.volume, source: 'guardduty' as const },
    }
    const two = measuredOf({ trails: [trail('a'), trail('b')], readings: [data] })
    expect(billOf({ ...two, window: null, factor: 0 }).total.high).toBeNull()
    const copies = billOf({ ...two, window: null, factor: 0 }).lines.filter(
      ({ item }) => item === 'management-copy',
    )
    expect(copies.map((l) => l.usd.high)).toContain(null)
  })
})
