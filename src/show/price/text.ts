import type { Bill } from '../../model/bill.ts'
import { bullets } from '../format/bullets.ts'
import { count } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { renderTable, type Table } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { copiesByTrail, copiesTable } from './copies.ts'
import type { Dimension } from './groups.ts'
import { basisSentence, billSentence } from './headline.ts'
import { largestLines } from './largest.ts'
import type { NextStep } from './next.ts'
import { groupTable } from './tables.ts'
import { unknownSection } from './unknown-text.ts'

export interface BillTextOptions {
  readonly by: readonly Dimension[]
  /** Rows of a table, and lines. */
  readonly top: number
  readonly columns: number
  readonly style: Style
  readonly next: readonly NextStep[]
}

const indented = (table: Table, columns: number): string[] =>
  renderTable(table, 'table', columns - 2)
    .split('\n')
    .map((l) => `  ${l}`)

const andMore = (left: number): string[] =>
  left > 0 ? [`  ... and ${count(left)} more, none of them dearer`] : []

const groupSection = (bill: Bill, dimension: Dimension, options: BillTextOptions): string[] => {
  const { table, left } = groupTable(bill, dimension, options.top, options.columns)
  return [
    '',
    options.style.strong(
      `By ${dimension === 'item' ? 'what is charged' : dimension}, US dollars a month`,
    ),
    ...indented(table, options.columns),
    ...andMore(left),
  ]
}

const copiesSection = (bill: Bill, { style, columns, top }: BillTextOptions): string[] => {
  const copies = copiesByTrail(bill)
  if (!copies.some((c) => c.further > 0)) return []
  return [
    '',
    style.strong('Copies of management events, a month'),
    ...indented(copiesTable(copies.slice(0, top)), columns),
    ...andMore(copies.length - top),
    ...wrap(
      'The first copy of an account and region is free; the trail that records most is taken for it. Saved without it: by removing that trail and no other, so that savings do not add up.',
      columns - 2,
    ).map((l) => `  ${style.dim(l)}`),
  ]
}

/** Commands with what each is good for. */
export const nextSection = (next: readonly NextStep[], columns: number, style: Style): string[] =>
  next.length === 0
    ? []
    : [
        '',
        style.strong('Next'),
        ...next.flatMap(({ command, why }) => [
          `  ${safe(command)}`,
          ...wrap(safe(why), columns - 6).map((l) => `      ${l}`),
        ]),
      ]

/** A bill for people: the total, sums, copies, the dearest lines with their reasons, what is not known. */
export const billText = (bill: Bill, options: BillTextOptions): string => {
  const { columns, style, by, top, next } = options
  return [
    ...wrap(billSentence(bill), columns).map((l) => style.strong(l)),
    ...wrap(basisSentence(bill), columns - 2).map((l) => `  ${l}`),
    ...(bill.lines.length === 0 ? [] : by.flatMap((d) => groupSection(bill, d, options))),
    ...copiesSection(bill, options),
    ...largestLines(bill.lines, Math.min(top, 10), columns, style),
    ...unknownSection(bill, options),
    ...bullets('Taken for granted', bill.notes, columns, style),
    ...nextSection(next, columns, style),
  ].join('\n')
}
