import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderTable, shorten, textWidth } from '../../../src/show/format/table.ts'

const table = {
  columns: ['name', 'n'],
  rows: [
    ['alpha', 1],
    ['a\u001b[0m', null],
  ],
}

test('a table for people, aligned, hostile text made visible', () => {
  expect(renderTable(table, 'table')).toBe('name        n\nalpha       1\na\\u001b[0m')
})

test('the same rows as CSV, JSON lines and Markdown', () => {
  expect(renderTable(table, 'csv')).toBe('name,n\nalpha,1\na\\u001b[0m,')
  expect(
    renderTable(table, 'jsonl')
      .split('\n')
      .map((l) => JSON.parse(l)),
  ).toEqual([
    { name: 'alpha', n: 1 },
    { name: 'a\u001b[0m', n: null },
  ])
  expect(renderTable(table, 'markdown')).toBe(
    '| name | n |\n| --- | --- |\n| alpha | 1 |\n| a\\\\u001b\\[0m |  |',
  )
})

test('a shortened text is never wider than asked, and keeps both ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 3, max: 60 }),
      (text, width) => {
        expect(textWidth(shorten(text, width))).toBeLessThanOrEqual(width)
      },
    ),
    { numRuns: 2000 },
  )
  expect(shorten('🌀🌀', 3)).toBe('…🌀')
  expect(shorten('arn:aws:iam::111122223333:role/Admin', 17)).toBe('arn:aws:…le/Admin')
})

test('a wide table fits the terminal', () => {
  const wide = { columns: ['a', 'b'], rows: [['x'.repeat(90), 'y'.repeat(90)]] }
  for (const line of renderTable(wide, 'table', 80).split('\n'))
    expect(textWidth(line)).toBeLessThanOrEqual(80)
})
