import type { Interval } from '../../model/time.ts'
import type { Problem, Slot } from '../../model/verification.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { clip, padEnd, textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { cellsOf } from './cells.ts'
import { type DayRow, dayRows, dayText } from './days.ts'
import { statesText } from './hours.ts'
import { paint } from './paint.ts'
import { slotRemark } from './remark.ts'
import type { Asked } from './result.ts'
import { signOf, worstFirst } from './states.ts'
import { type ChainSummary, wrongTime } from './summary.ts'

const DAYS = 8
const DAY_LABEL = 17
/** Columns before a bar. */
export const LABEL = 30

/** Cells of a bar. */
export const barWidth = (columns: number): number =>
  Math.max(16, Math.min(columns - LABEL - 26, 96))

const NARROW = 24

/** A remark at the end of a line, or below it where it does not fit. */
const remarked = (line: string, remark: string, paintIt: (t: string) => string, columns: number) =>
  textWidth(line) + 2 + textWidth(remark) <= columns
    ? [`${line}  ${paintIt(remark)}`]
    : [line, ...wrap(remark, columns - 6).map((l) => `      ${paintIt(l)}`)]

const dayLines = (
  row: DayRow,
  problems: readonly Problem[],
  columns: number,
  style: Style,
): readonly string[] => {
  const why = slotRemark(row.worst, problems)
  const more = row.others === 0 ? '' : ` (and ${plural(row.others, 'other hour')})`
  const line = `    ${padEnd(dayText(row), DAY_LABEL)}${paint(row.cells, style)}`
  const room = columns - textWidth(line) - 2
  const width = Math.max(NARROW, (room < NARROW ? columns - 6 : room) - more.length)
  const remark = style.unicode
    ? clip(safe(why), width)
    : clip(safe(why), width - 2).replace(/…$/, '...')
  return remarked(line, `${remark}${more}`, style.dim, columns)
}

/** The worst of many days, in their order: what was tampered with must not be lost among what was denied. */
const worstDays = (rows: readonly DayRow[]): readonly DayRow[] =>
  rows
    .toSorted((a, b) => signOf(b.worst.state).weight - signOf(a.worst.state).weight)
    .slice(0, DAYS)
    .sort((a, b) => a.from - b.from)

const daysOf = (
  hours: readonly Slot[],
  asked: Asked | undefined,
  problems: readonly Problem[],
  columns: number,
  style: Style,
): string[] => {
  const rows = dayRows(hours, asked)
  if (rows.length === 0) return []
  const hidden = rows.length - DAYS
  return [
    `    ${padEnd('hours (UTC)', DAY_LABEL)}${style.dim('00    06    12    18    ')}`,
    ...worstDays(rows).flatMap((row) => dayLines(row, problems, columns, style)),
    ...(hidden > 0 ? [`    ... and ${plural(hidden, 'other day')} (--json has every hour)`] : []),
  ]
}

const backfillLine = ({ backfill, wrongBackfill }: ChainSummary, style: Style): string[] => {
  if (backfill === 0) return []
  const states = worstFirst(new Set(wrongBackfill)).map((state) => signOf(state).means)
  return [
    `    ${plural(backfill, 'backfill digest')}: ${
      states.length === 0
        ? style.good('verified')
        : style.bad(`${wrongBackfill.length} of them ${states.join(', ')}`)
    }`,
  ]
}

/** The bar of a chain, its backfill digests, and its days that are not all verified. */
export const chainLines = (
  summary: ChainSummary,
  window: Interval,
  problems: readonly Problem[],
  columns: number,
  style: Style,
): string[] => {
  const { account, region, slots } = summary.chain
  const hours = slots.filter((s) => s.chain === 'standard')
  const label = padEnd(clip(safe(`${account} ${region}`), LABEL - 2), LABEL - 2)
  const bar = `  ${label}${paint(cellsOf(hours, window, barWidth(columns)), style)}`
  return [
    ...(summary.isWhole
      ? remarked(bar, 'whole', style.good, columns)
      : remarked(bar, statesText(wrongTime(summary)), style.warn, columns)),
    ...backfillLine(summary, style),
    ...daysOf(hours, summary.asked, problems, columns, style),
  ]
}
