import { expect, test } from 'vitest'
import { priceOf } from '../../../src/model/prices.ts'
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

test('a bucket whose region was not read is priced as most regions, and the notes say so', () => {
  const found = bill({
    trails: [trail('a', { selectors: known({ AdvancedEventSelectors: [] }) })],
    places: [place('a', 0)],
    tuples: [writes(1, 1)],
  })
  expect(found.lines.some(({ region }) => region === 'unknown')).toBe(true)
  expect(found.notes.join('\n')).toMatch(/Where .*a-logs.* is charged is not known/)
})
