import type { Bill, BillLine } from '../../../src/model/bill.ts'
import { exactly, sum } from '../../../src/model/range.ts'
import type { Style } from '../../../src/show/format/style.ts'

const same = (text: string): string => text

export const plainStyle: Style = {
  good: same,
  bad: same,
  warn: same,
  dim: same,
  strong: same,
  unicode: true,
}

/** A paid copy of a trail, unless something else is given. */
export const lineOf = (over: Partial<BillLine> = {}): BillLine => ({
  account: '111122223333',
  region: 'eu-west-1',
  trail: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/vendor',
  class: 'management-read',
  type: null,
  resource: null,
  principal: null,
  item: 'management-copy',
  volume: { perMonth: exactly(100_000), unit: 'event', source: 'lake', uncertainty: '' },
  usd: exactly(2),
  basis: 'listed',
  why: 'Further copy by trail vendor',
  paidCopy: 'paid',
  ...over,
})

export const billWith = (lines: readonly BillLine[], over: Partial<Bill> = {}): Bill => ({
  window: { from: 0, to: 30 * 86_400_000_000 },
  pricesReadAt: '2026-11-23',
  lines,
  total: sum(lines.map((l) => l.usd)),
  copies: [],
  notes: [],
  ...over,
})
