import { describe, expect, test } from 'vitest'
import { between, exactly, UNKNOWN } from '../../../src/model/range.ts'
import { textWidth } from '../../../src/show/format/table.ts'
import { pricePart, pricePartSchema } from '../../../src/show/price/document.ts'
import { foldedLines } from '../../../src/show/price/folded.ts'
import { groupsOf } from '../../../src/show/price/groups.ts'
import { billSentence } from '../../../src/show/price/headline.ts'
import { dollars, moneyText, volumeText } from '../../../src/show/price/money.ts'
import { nextSteps } from '../../../src/show/price/next.ts'
import { billText } from '../../../src/show/price/text.ts'
import { billWith, lineOf, plainStyle } from './given.ts'

describe('money', () => {
  test.each([
    [exactly(0), '$0'],
    [exactly(0.004), 'under $0.01'],
    [exactly(12.345), '$12.35'],
    [exactly(12_345.6), '$12,346'],
    [between(0, 5), 'up to $5.00'],
    [between(1, 5, 3), '$1.00 to $5.00, likely $3.00'],
    [UNKNOWN, 'unknown'],
    [between(0, null, 3), 'unknown, likely $3.00'],
    [between(2, null, 3), 'at least $2.00, likely $3.00'],
    [between(0.001, 0.002), 'under $0.01'],
  ])('%j reads %s', (range, text) => expect(moneyText(range)).toBe(text))

  test('what is not known never reads as nothing', () => {
    for (const range of [UNKNOWN, between(0, null, 0), between(0, null, null)])
      expect(moneyText(range)).not.toContain('$0')
    expect(dollars(0.000001)).not.toBe('$0')
  })

  test('volumes are said in their own unit', () => {
    expect(volumeText(exactly(1234), 'event')).toBe('1,234 events')
    expect(volumeText(UNKNOWN, 'request')).toBe('an unknown number of requests')
    expect(volumeText(between(0, null, 40), 'event')).toBe('perhaps 40 events')
    expect(volumeText(exactly(1), 'key-month')).toBe('1 key')
  })
})

const unknownLine = lineOf({
  item: 's3-put',
  class: null,
  usd: UNKNOWN,
  volume: { perMonth: UNKNOWN, unit: 'request', source: 'configuration', uncertainty: 'Not read' },
  why: 'Log files in bucket logs',
})

test('the sentence says what is known, and that something is not', () => {
  expect(billSentence(billWith([lineOf()]))).toBe('Recording costs $2.00 a month.')
  expect(billSentence(billWith([lineOf(), unknownLine]))).toContain('at least $2.00 a month')
  expect(billSentence(billWith([unknownLine]))).toBe('What recording costs a month is not known.')
  expect(billSentence(billWith([]))).toContain('Nothing was found')
})

test('sums by every dimension add up to the total', () => {
  const bill = billWith([
    lineOf(),
    lineOf({ region: 'us-east-1', usd: exactly(3), principal: 'arn:aws:iam::1:role/a' }),
    lineOf({ trail: null, item: 's3-put', class: null, usd: between(1, 2) }),
  ])
  for (const dimension of ['item', 'account', 'region', 'trail', 'class', 'principal'] as const) {
    const groups = groupsOf(bill.lines, dimension)
    expect(groups.reduce((all, g) => all + g.usd.low, 0)).toBeCloseTo(bill.total.low)
  }
})

test('two trails of one name are told apart', () => {
  const other = 'arn:aws:cloudtrail:us-east-1:444455556666:trail/vendor'
  const names = groupsOf([lineOf(), lineOf({ trail: other })], 'trail').map((g) => g.name)
  expect(names).toEqual(['vendor (111122223333, eu-west-1)', 'vendor (444455556666, us-east-1)'])
})

test('lines of one reason are read as one, with who makes them and in which regions', () => {
  const [folded, ...more] = foldedLines([
    lineOf({
      principal: 'arn:aws:iam::111122223333:role/app',
      usd: exactly(6),
      volume: { ...lineOf().volume, perMonth: exactly(300_000) },
    }),
    lineOf({ region: 'us-east-1', class: 'management-write' }),
    lineOf({ item: 'management-first-copy', usd: exactly(0) }),
  ])
  expect(more).toEqual([])
  expect(folded).toMatchObject({
    usd: exactly(8),
    regions: ['eu-west-1', 'us-east-1'],
    who: [{ name: 'arn:aws:iam::111122223333:role/app', share: 0.75 }],
  })
})

const options = (columns: number) => ({
  by: ['item', 'account', 'trail'] as const,
  top: 10,
  columns,
  style: plainStyle,
  next: [],
})

test.each([80, 120])(
  'a bill fits %i columns, totals first, each line with its reason',
  (columns) => {
    const long = `arn:aws:dynamodb:eu-west-1:111122223333:table/${'x'.repeat(90)}`
    const text = billText(
      billWith(
        [lineOf(), lineOf({ resource: long, class: 'data', item: 'data-event' }), unknownLine],
        {
          notes: ['A note that is rather long '.repeat(8).trim()],
        },
      ),
      options(columns),
    )
    const lines = text.split('\n')
    expect(lines[0]).toMatch(/^Recording costs at least/)
    const wide = lines.filter((l) => textWidth(l) > columns && !l.includes('x'.repeat(90)))
    expect(wide).toEqual([])
    expect(text).toContain('Further copy by trail vendor.')
    expect(text).toContain('Not known, and not nothing')
  },
)

test('names from logs can do no harm on a terminal', () => {
  const text = billText(
    billWith([lineOf({ principal: 'arn:aws:iam::1:role/\u001b[2Jx', resource: 'a\u202eb' })]),
    options(80),
  )
  expect(text).not.toContain('\u001b')
  expect(text).not.toContain('\u202e')
})

test('the document keeps unknown as null and is one of the schema', () => {
  const part = pricePart(billWith([lineOf(), unknownLine]), nextSteps(billWith([unknownLine]), []))
  expect(part.total).toEqual({ low: 2, high: null, likely: null })
  expect(pricePartSchema.parse(JSON.parse(JSON.stringify(part)))).toEqual(part)
})
