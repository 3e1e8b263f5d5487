import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DAY,
  formatInstant,
  HOUR,
  parseInstant,
  parseTimeOption,
  tryParseInstant,
} from '../../src/model/time.ts'

test('an instant survives being written and read', () => {
  const micros = fc.integer({ min: Date.UTC(1971, 0) * 1000, max: Date.UTC(2200, 0) * 1000 })
  fc.assert(
    fc.property(micros, (t) => parseInstant(formatInstant(t)) === t),
    { numRuns: 5000 },
  )
})

test('ISO-8601 with and without time, fraction and zone', () => {
  const t = Date.UTC(2026, 2, 2, 4, 10) * 1000
  for (const text of [
    '2026-03-02T04:10:00Z',
    '2026-03-02T04:10Z',
    '2026-03-02 04:10:00',
    '2026-03-02T05:10:00+01:00',
  ])
    expect(parseInstant(text)).toBe(t)
  expect(parseInstant('2026-03-02')).toBe(Date.UTC(2026, 2, 2) * 1000)
  expect(parseInstant('2026-03-02T04:10:00.000001Z')).toBe(t + 1)
})

test('what is not a time is not taken for one', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-03-02T25:00:00Z',
    '02/03/2026',
    '1',
  ]) {
    expect(tryParseInstant(text)).toBeUndefined()
    expect(() => parseInstant(text)).toThrow('not a time')
  }
})

test('a length counts back from now', () => {
  const now = Date.UTC(2026, 0, 31) * 1000
  expect(parseTimeOption('7d', now)).toBe(now - 7 * DAY)
  expect(parseTimeOption('24h', now)).toBe(now - 24 * HOUR)
})
