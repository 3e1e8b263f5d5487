import { expect, test } from 'vitest'
import { priceItems, priceOf } from '../../../src/model/prices.ts'
import { UNKNOWN } from '../../../src/model/range.ts'
import { known } from '../../../src/reason/assess/given.ts'
import { linesTable } from '../../../src/show/price/tables.ts'
import { bill, HERE, place, trail, writes } from './given.ts'

test('a region without a price of its own: the line names whose price is taken', () => {
  expect(priceOf('data-event', 'us-east-2')).not.toHaveProperty('basisNote')
  expect(priceOf('data-event', 'mx-central-1').basisNote).toBe(
    'assumed: price of us-east-2, since none is listed for mx-central-1',
  )
  expect(priceOf('s3-put', 'mx-central-1').basisNote).toContain('spread: ')
  const found = bill({
    trails: [trail('a'), trail('b')],
    places: [place('a', 0), place('b', 1)],
    tuples: [writes(100_000, 3, { ...HERE, region: 'mx-central-1' })],
  })
  for (const line of found.lines.filter(({ region }) => region === 'mx-central-1'))
    expect(line).toMatchObject({ basis: 'assumed', basisNote: expect.stringMatching(/^assumed: /) })
  const { columns, rows } = linesTable(found)
  expect(rows.map((row) => row[columns.indexOf('basisNote')]).join()).toContain('mx-central-1')
})

test.each(['xx-mars-1', 'me-central-9'])(
  '%s, of which nobody has heard: its price is not known, not that of Ohio',
  (region) => {
    for (const item of priceItems)
      expect(priceOf(item, region)).toMatchObject({ usd: UNKNOWN, basis: 'unknown' })
    const found = bill({
      trails: [trail('a'), trail('b')],
      places: [place('a', 0), place('b', 1)],
      tuples: [writes(100_000, 3, { ...HERE, region })],
    })
    expect(found.total).toMatchObject({ high: null, likely: null })
    expect(found.lines.filter((l) => l.paidCopy === 'paid').map((l) => l.usd)).toEqual([UNKNOWN])
    expect(found.notes.join('\n')).toContain(`No prices are known for ${region}`)
  },
)

test('a bucket whose region was not read is priced as most regions, and the notes say so', () => {
  const found = bill({
    trails: [trail('a', { selectors: known({ AdvancedEventSelectors: [] }) })],
    places: [place('a', 0)],
    tuples: [writes(1, 1)],
  })
  expect(found.lines.some(({ region }) => region === 'unknown')).toBe(true)
  expect(found.notes.join('\n')).toMatch(/Where .*a-logs.* is charged is not known/)
})
