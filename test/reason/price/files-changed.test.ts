import { describe, expect, test } from 'vitest'
import type { Bill } from '../../../src/model/bill.ts'
import type { PriceItem } from '../../../src/model/prices.ts'
import { sum } from '../../../src/model/range.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { bucketOf, known, REGION } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import type { Measured } from '../../../src/reason/price/bill/measured.ts'
import { savingBetween } from '../../../src/reason/price/bill/saving.ts'
import { type Change, withTrails } from '../../../src/reason/price/bill/with-trails.ts'
import { measuredOf, objectReads, place, reads, trail, writes } from './given.ts'

const GB = 2 ** 30
const SITE_AND_MANAGEMENT: Selectors = {
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
const MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

const changing =
  (name: string, change: Change): Change =>
  (t) =>
    t.arn.name === name ? change(t) : t
const gone: Change = () => undefined

const quantity = ({ lines }: Bill, item: PriceItem, bucket: string) =>
  sum(
    lines
      .filter((l) => l.item === item && l.why.includes(`bucket ${bucket}`))
      .map((l) => l.volume.perMonth),
  )

const kept = (expirationDays: number) => ({
  enabled: true,
  prefix: '',
  isNarrowed: false,
  expirationDays,
  transitions: [],
})

const KEY = `arn:aws:kms:${REGION}:111122223333:key/1`

/** Trail b: 8 of its 10 GB of records, as 1 GB of files, are reads of the site. Kept for a year, measured at 100 GB. */
const measured = measuredOf({
  trails: [
    trail('a'),
    trail('b', {
      selectors: known(SITE_AND_MANAGEMENT),
      config: { s3Bucket: 'b-logs', logFileValidation: false, kmsKeyId: KEY },
    }),
  ],
  places: [
    place('a', 0, { files: 1000, bytes: GB / 5 }),
    place('b', 1, { files: 10_000, bytes: GB }),
  ],
  tuples: [
    writes(1_000_000, 3, { bytes: 2 * GB }),
    objectReads(6_000_000, 2, 'site', { bytes: 8 * GB }),
  ],
  snapshot: {
    buckets: ['a-logs', 'b-logs'].map((name) =>
      bucketOf({
        name,
        region: known(REGION),
        size: known({ bytes: 100 * GB, objects: 1 }),
        lifecycle: known([kept(365)]),
        encryption: known({ algorithm: 'aws:kms', bucketKey: false }),
      }),
    ),
  },
})

describe('fewer events', () => {
  const after = withTrails(
    measured,
    changing('b', (t) => ({ ...t, selectors: MANAGEMENT })),
  )
  const bill = billOf(after)

  test('storage: a year of 8 GB of records less, likely as they were packed, surely not more than that', () => {
    const stored = quantity(bill, 's3-standard-storage', 'b-logs')
    expect(stored.likely).toBeCloseTo(100 - 0.8 * 12, 6)
    expect(stored.low).toBeCloseTo(100 - 8 * 12, 6)
    expect(stored.high).toBeCloseTo(100, 6)
    expect(quantity(bill, 's3-standard-storage', 'a-logs').likely).toBe(100)
  })

  test('requests and data keys: from all files gone to none', () => {
    const range = { low: 0, high: 10_000, likely: expect.closeTo(10_000 / 7, 3) }
    expect(quantity(bill, 's3-put', 'b-logs')).toEqual(range)
    expect(quantity(bill, 'kms-request', 'b-logs')).toEqual(range)
  })

  test('no saving is claimed that is not sure, and what is likely is in it', () => {
    const saving = savingBetween(measured, after)
    expect(saving.low).toBeCloseTo(6, 6)
    expect(saving.likely).toBeGreaterThan(6)
    expect(saving.high).toBeLessThan(20)
    const before = billOf(measured)
    expect(before.total.likely).not.toBeNull()
    expect(saving.likely).toBeCloseTo((before.total.likely ?? 0) - (bill.total.likely ?? 0), 6)
  })
})

describe('without a trail', () => {
  const after = withTrails(measured, changing('b', gone))
  const bill = billOf(after)

  test('its files go, exactly as they were read; the key stays until somebody deletes it', () => {
    expect(quantity(bill, 's3-put', 'b-logs')).toEqual({ low: 0, high: 0, likely: 0 })
    expect(quantity(bill, 'kms-request', 'b-logs')).toEqual({ low: 0, high: 0, likely: 0 })
    const stored = quantity(bill, 's3-standard-storage', 'b-logs')
    expect(stored.likely).toBeCloseTo(100 - 365 / (730 / 24), 6)
    expect(stored.high).toBeCloseTo(99, 6)
    expect(bill.lines.some((l) => l.item === 'kms-key')).toBe(true)
  })

  test('from what nothing deletes, the growth of one month goes', () => {
    const snapshots = measured.snapshots.map((s) => ({
      ...s,
      buckets: s.buckets.map((b) => ({ ...b, lifecycle: known([]) })),
    }))
    const forEver: Measured = { ...measured, snapshots }
    const found = billOf(withTrails(forEver, changing('b', gone)))
    expect(quantity(found, 's3-standard-storage', 'b-logs')).toEqual({
      low: expect.closeTo(99, 6),
      high: expect.closeTo(99, 6),
      likely: expect.closeTo(99, 6),
    })
  })
})

describe('more events', () => {
  const [a] = measured.trails
  if (a === undefined) throw new Error('no trail')
  const arn = { ...a.arn, arn: `${a.arn.arn}-new`, name: 'new' }
  const config = { ...(a.config as NonNullable<typeof a.config>), s3Bucket: 'new-logs' }
  const added = { ...a, arn, config, configs: [config], selectors: MANAGEMENT }
  const after = withTrails(measured, (t) => t, [added])

  test('a new bucket holds what comes, as files of today are packed; how many files is a range', () => {
    const bill = billOf(after)
    const stored = quantity(bill, 's3-standard-storage', 'new-logs')
    expect(stored.low).toBe(0)
    expect(stored.likely).toBeCloseTo(2 * ((1 + 1 / 5) / 12), 6)
    expect(stored.high).toBeCloseTo(2, 6)
    expect(quantity(bill, 's3-put', 'new-logs')).toMatchObject({ low: 0, high: 1_000_000 })
  })

  test('it costs more, never less', () => {
    const saving = savingBetween(measured, after)
    expect(saving.high).toBeLessThanOrEqual(-20)
    expect(saving.low).toBeGreaterThan(-40)
  })
})

describe('the only trail all of whose files were read', () => {
  const partly = measuredOf({
    trails: [trail('a'), trail('b')],
    places: [place('a', 0), place('b', 1)],
    tuples: [reads(1_000_000, 3)],
  })
  const recorders = new Map(
    [...partly.recorders].map(([key, own]) => [
      key,
      own.map((r) => (r.trail?.arn.name === 'b' ? { ...r, complete: false } : r)),
    ]),
  )
  const before: Measured = { ...partly, recorders }

  test('without it nothing becomes unread that was read: the saving keeps its bounds', () => {
    const after = withTrails(before, changing('a', gone))
    const saving = savingBetween(before, after)
    expect(saving.likely).toBeCloseTo(20, 6)
    expect(saving.low).toBeGreaterThanOrEqual(0)
    expect(saving.high).not.toBeNull()
    expect(billOf(after).lines.filter((l) => l.why.startsWith('Files of'))).toEqual([])
  })

  test('without the other one, what it holds is counted by what was read as well', () => {
    const saving = savingBetween(before, withTrails(before, changing('b', gone)))
    expect(saving.high).not.toBeNull()
  })
})

test('nothing changes where nothing is changed', () => {
  const same = withTrails(measured, (t) => t)
  expect(billOf(same).lines).toEqual(billOf(measured).lines)
  expect(savingBetween(measured, same)).toEqual({ low: 0, high: 0, likely: 0 })
})
