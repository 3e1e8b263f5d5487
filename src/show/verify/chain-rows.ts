import type { Interval } from '../../model/time.ts'
import type { Slot, VerifiedChain } from '../../model/verification.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { clip, padEnd, textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { cellsOf } from './cells.ts'
import { type DayRow, dayRows, dayText } from './days.ts'
import { statesText, timeByState } from './hours.ts'
import { paint } from './paint.ts'
import { isCalm, signOf, worstFirst } from './states.ts'

const DAYS = 8
const DAY_LABEL = 17
/** Columns before a bar. */
export const LABEL = 30

/** Cells of a bar. */
export const barWidth = (columns: number): number =>
  Math.max(16, Math.min(columns - LABEL - 26, 96))

/** A chain with what its rows are drawn from: the hours that partition the window, and the backfill digests. */
export interface Drawn {
  readonly chain: VerifiedChain
  readonly hours: readonly Slot[]
  readonly backfill: readonly Slot[]
  readonly isWhole: boolean
  readonly weight: number
}

export const drawnOf = (chain: VerifiedChain): Drawn => {
  const hours = chain.slots.filter((s) => s.chain === 'standard')
  const backfill = chain.slots.filter((s) => s.chain === 'backfill')
  const weight = chain.slots.reduce((w, s) => Math.max(w, signOf(s.state).weight), 0)
  return { chain, hours, backfill, weight, isWhole: chain.slots.every((s) => isCalm(s.state)) }
}

const NARROW = 24

/** A remark at the end of a line, or below it where it does not fit. */
const remarked = (line: string, remark: string, paintIt: (t: string) => string, columns: number) =>
  textWidth(line) + 2 + textWidth(remark) <= columns
    ? [`${line}  ${paintIt(remark)}`]
    : [line, ...wrap(remark, columns - 6).map((l) => `      ${paintIt(l)}`)]

const dayLines = (row: DayRow, columns: number, style: Style): readonly string[] => {
  const why = row.worst.why ?? signOf(row.worst.state).means
  const more = row.others === 0 ? '' : ` (and ${plural(row.others, 'other slot')})`
  const line = `    ${padEnd(dayText(row), DAY_LABEL)}${paint(row.cells, style)}`
  const room = columns - textWidth(line) - 2
  const remark = clip(safe(`${why}${more}`), room < NARROW ? columns - 6 : room)
  return remarked(line, remark, style.dim, columns)
}

/** The worst of many days, in their order: what was tampered with must not be lost among what was denied. */
const worstDays = (rows: readonly DayRow[]): readonly DayRow[] =>
  rows
    .toSorted((a, b) => signOf(b.worst.state).weight - signOf(a.worst.state).weight)
    .slice(0, DAYS)
    .sort((a, b) => a.from - b.from)

const daysOf = ({ hours }: Drawn, columns: number, style: Style): string[] => {
  const rows = dayRows(hours)
  if (rows.length === 0) return []
  const hidden = rows.length - DAYS
  return [
    `    ${padEnd('hours (UTC)', DAY_LABEL)}${style.dim('00    06    12    18    ')}`,
    ...worstDays(rows).flatMap((row) => dayLines(row, columns, style)),
    ...(hidden > 0 ? [`    ... and ${plural(hidden, 'other day')} (--json has every slot)`] : []),
  ]
}

const backfillLine = ({ backfill }: Drawn, style: Style): string[] => {
  if (backfill.length === 0) return []
  const wrong = backfill.filter((s) => !isCalm(s.state))
  const states = worstFirst(new Set(wrong.map((s) => s.state))).map((s) => signOf(s).means)
  return [
    `    ${plural(backfill.length, 'backfill digest')}: ${
      wrong.length === 0
        ? style.good('verified')
        : style.bad(`${wrong.length} of them ${states.join(', ')}`)
    }`,
  ]
}

/** The bar of a chain, its backfill digests, and its days that are not all verified. */
export const chainLines = (
  drawn: Drawn,
  window: Interval,
  columns: number,
  style: Style,
): string[] => {
  const { account, region } = drawn.chain
  const width = barWidth(columns)
  const label = padEnd(clip(safe(`${account} ${region}`), LABEL - 2), LABEL - 2)
  const wrong = timeByState(drawn.hours.filter((s) => !isCalm(s.state)))
  const bar = `  ${label}${paint(cellsOf(drawn.hours, window, width), style)}`
  return [
    ...(drawn.isWhole
      ? remarked(bar, 'whole', style.good, columns)
      : remarked(bar, statesText(wrong), style.warn, columns)),
    ...backfillLine(drawn, style),
    ...(drawn.isWhole ? [] : daysOf(drawn, columns, style)),
  ]
}
