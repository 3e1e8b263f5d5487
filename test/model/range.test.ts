import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceItems, priceOf, prices } from '../../src/model/prices.ts'
import {
  add,
  changedBy,
  changeTimes,
  difference,
  exactly,
  NONE,
  negated,
  type Range,
  times,
  UNKNOWN,
} from '../../src/model/range.ts'

const natural = fc.integer({ min: 0, max: 1000 })

/** A range, and a value that lies in it. */
const held: fc.Arbitrary<{ readonly range: Range; readonly value: number }> = fc
  .record({ low: natural, up: natural, within: fc.nat(), open: fc.boolean() })
  .map(({ low, up, within, open }) => {
    const value = low + (within % (up + 1))
    return { range: { low, high: open ? null : low + up, likely: open ? null : value }, value }
  })

const holds = ({ low, high }: Range, value: number): boolean =>
  low <= value && (high === null || value <= high)

test('what is computed with ranges holds what is computed with the values in them', () => {
  fc.assert(
    fc.property(held, held, (a, b) => {
      expect(holds(add(a.range, b.range), a.value + b.value)).toBe(true)
      expect(holds(times(a.range, b.range), a.value * b.value)).toBe(true)
      expect(holds(difference(a.range, b.range), a.value - b.value)).toBe(true)
    }),
  )
})

test('unknown stays unknown, but nothing of an unknown price is nothing', () => {
  expect(add(UNKNOWN, exactly(3))).toEqual({ low: 3, high: null, likely: null })
  expect(times(exactly(2), UNKNOWN)).toEqual(UNKNOWN)
  expect(times(NONE, UNKNOWN)).toEqual(NONE)
})

test('no price is nothing but that of the first copy, and each has a source', () => {
  for (const item of priceItems) {
    const { usd } = priceOf(item, 'sa-east-1')
    expect(usd.high === 0).toBe(item === 'management-first-copy')
    expect(prices[item].source).not.toBe('')
  }
})

test('a price that is not confirmed for a region is not called listed', () => {
  expect(priceOf('data-event', 'us-east-2')).toMatchObject({ basis: 'listed', usd: exactly(1e-6) })
  expect(priceOf('data-event', 'eu-west-1').basis).toBe('assumed')
  expect(priceOf('s3-standard-storage', 'eu-west-1')).toMatchObject({ basis: 'spread' })
  expect(priceOf('data-event', 'cn-north-1')).toMatchObject({ basis: 'unknown', usd: UNKNOWN })
})

test('a change of either sign, times a quantity, holds what the values in them give', () => {
  fc.assert(
    fc.property(held, held, held, (before, after, by) => {
      const change = difference(after.range, before.range)
      const value = after.value - before.value
      expect(holds(changeTimes(change, by.range), value * by.value)).toBe(true)
      expect(holds(negated(change), -value)).toBe(true)
      expect(holds(changedBy(before.range, change), after.value)).toBe(true)
      const back = negated(negated(change))
      expect([back.low + 0, back.high, back.likely]).toEqual([
        change.low + 0,
        change.high,
        change.likely,
      ])
      expect(changedBy(before.range, change).low).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('nothing of a change without a bound is nothing; something of it has none', () => {
  const open = { low: Number.NEGATIVE_INFINITY, high: null, likely: null }
  expect(changeTimes(open, NONE)).toEqual(NONE)
  expect(changeTimes(open, exactly(2))).toEqual(open)
  expect(changeTimes(exactly(-3), UNKNOWN)).toEqual({
    low: Number.NEGATIVE_INFINITY,
    high: 0,
    likely: null,
  })
})
