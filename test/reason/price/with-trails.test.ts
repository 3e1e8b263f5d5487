import { expect, test } from 'vitest'
import type { PriceItem } from '../../../src/model/prices.ts'
import { exactly, sum } from '../../../src/model/range.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { known } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import type { Measured } from '../../../src/reason/price/bill/measured.ts'
import { type Change, withTrails } from '../../../src/reason/price/bill/with-trails.ts'
import { HERE, measuredOf, objectReads, place, reads, trail, writes } from './given.ts'

const before = measuredOf({
  trails: [trail('a'), trail('b')],
  places: [place('a', 0), place('b', 1)],
  tuples: [reads(4_000_000, 3), writes(1_000_000, 3), objectReads(2_000_000, 0)],
})

const usd = (measured: Measured, item: PriceItem) =>
  sum(
    billOf(measured)
      .lines.filter((l) => l.item === item)
      .map((l) => l.usd),
  ).likely

const changing =
  (name: string, change: Change): Change =>
  (t) =>
    t.arn.name === name ? change(t) : t

const WRITES: Selectors = {
  EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
}
const OBJECTS: Selectors = {
  EventSelectors: [
    {
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
    },
  ],
}

test('without the second trail nothing is paid, whichever of the two goes', () => {
  expect(usd(before, 'management-copy')).toBeCloseTo(100)
  for (const name of ['a', 'b'])
    expect(
      usd(
        withTrails(
          before,
          changing(name, () => undefined),
        ),
        'management-copy',
      ),
    ).toBe(0)
})

test('K5 a second trail of writes alone saves its reads; removing it then saves only the rest', () => {
  const narrowed = withTrails(
    before,
    changing('b', (t) => ({ ...t, selectors: WRITES })),
  )
  expect(usd(narrowed, 'management-copy')).toBeCloseTo(20)
  const removed = withTrails(
    narrowed,
    changing('b', () => undefined),
  )
  expect(usd(removed, 'management-copy')).toBe(0)
})

test('K5 fewer events on the surviving free copy save nothing', () => {
  const alone = withTrails(
    before,
    changing('b', () => undefined),
  )
  const narrowed = withTrails(
    alone,
    changing('a', (t) => ({ ...t, selectors: WRITES })),
  )
  expect(usd(narrowed, 'management-copy')).toBe(usd(alone, 'management-copy'))
})

test('data events that a proposal adds are priced out of those that were seen', () => {
  const [a] = before.trails
  if (a === undefined) throw new Error('no trail')
  const added = {
    ...a,
    arn: { ...a.arn, arn: `${a.arn.arn}-data`, name: 'data' },
    selectors: OBJECTS,
  }
  const after = withTrails(before, (t) => t, [added])
  expect(usd(before, 'data-event')).toBe(0)
  expect(usd(after, 'data-event')).toBeCloseTo(2)
  expect(usd(after, 'management-copy')).toBeCloseTo(100)
})

test('a proposal for every bucket is priced by what requests tell beyond the bucket that was recorded', () => {
  const one: Selectors = {
    EventSelectors: [
      {
        IncludeManagementEvents: false,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::data/'] }],
      },
    ],
  }
  const measured = measuredOf({
    trails: [trail('a', { selectors: known(one) })],
    places: [place('a', 0)],
    tuples: [objectReads(2_000_000, 1)],
    readings: [
      {
        ...HERE,
        class: 'data',
        type: 'AWS::S3::Object',
        counts: 'happening',
        volume: {
          perMonth: exactly(50_000_000),
          unit: 'event',
          source: 'guardduty',
          uncertainty: '',
        },
      },
    ],
  })
  expect(usd(measured, 'data-event')).toBeCloseTo(2)
  const after = withTrails(measured, (t) => ({ ...t, selectors: OBJECTS }))
  expect(usd(after, 'data-event')).toBeCloseTo(50)
})
