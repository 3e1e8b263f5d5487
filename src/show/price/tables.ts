import type { Bill } from '../../model/bill.ts'
import type { Range } from '../../model/range.ts'
import { formatInstant } from '../../model/time.ts'
import type { Table } from '../format/table.ts'
import { type Dimension, dearer, groupsOf, volumeOf } from './groups.ts'
import { bound, volumeText } from './money.ts'

/** Figures stand below one another at their right end. */
const atRight = (cells: readonly string[]): readonly string[] => {
  const width = Math.max(...cells.map((c) => c.length))
  return cells.map((c) => c.padStart(width))
}

/** The three figures of a sum of money, as columns. */
export const moneyColumns = (
  sums: readonly Range[],
): { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] } => {
  const columns = [
    atRight(['likely', ...sums.map((s) => bound(s.likely))]),
    atRight([
      'at least',
      ...sums.map((s) => (s.low === Number.NEGATIVE_INFINITY ? 'unknown' : bound(s.low))),
    ]),
    atRight(['at most', ...sums.map((s) => bound(s.high))]),
  ]
  const row = (i: number): readonly string[] => columns.map((c) => c[i] ?? '')
  return { names: row(0), rows: sums.map((_, i) => row(i + 1)) }
}

/** What a table with volumes takes at least: where there is less, names would be cut short. */
const WIDE = 100

/** A bill summed by one dimension. */
export const groupTable = (
  { lines }: Pick<Bill, 'lines'>,
  dimension: Dimension,
  most: number,
  columns: number,
): { readonly table: Table; readonly left: number } => {
  const all = groupsOf(lines, dimension)
  const groups = all.slice(0, most)
  const money = moneyColumns(groups.map((g) => g.usd))
  const isItem = dimension === 'item' && columns >= WIDE
  const volumes = groups.map((g) => {
    const volume = volumeOf(g.lines)
    return volume === undefined ? '' : volumeText(volume.perMonth, volume.unit)
  })
  return {
    table: {
      columns: [...money.names, dimension, ...(isItem ? ['a month'] : [])],
      rows: groups.map((g, i) => [
        ...(money.rows[i] ?? []),
        g.name,
        ...(isItem ? [volumes[i] ?? ''] : []),
      ]),
    },
    left: all.length - groups.length,
  }
}

/** Every line of a bill, dearest first, for a spreadsheet. */
export const linesTable = ({ lines }: Pick<Bill, 'lines'>): Table => ({
  columns: [
    'account',
    'region',
    'trail',
    'class',
    'type',
    'resource',
    'principal',
    'item',
    'copy',
    'usdAtLeast',
    'usdLikely',
    'usdAtMost',
    'basis',
    'basisNote',
    'volumeAtLeast',
    'volumeLikely',
    'volumeAtMost',
    'unit',
    'source',
    'from',
    'to',
    'why',
    'uncertainty',
  ],
  rows: lines
    .toSorted((a, b) => dearer(a.usd, b.usd))
    .map(({ volume, usd, ...line }) => [
      line.account,
      line.region,
      line.trail,
      line.class,
      line.type,
      line.resource,
      line.principal,
      line.item,
      line.paidCopy,
      usd.low,
      usd.likely,
      usd.high,
      line.basis,
      line.basisNote ?? null,
      volume.perMonth.low,
      volume.perMonth.likely,
      volume.perMonth.high,
      volume.unit,
      volume.source,
      volume.window === undefined ? null : formatInstant(volume.window.from),
      volume.window === undefined ? null : formatInstant(volume.window.to),
      line.why,
      volume.uncertainty,
    ]),
})
