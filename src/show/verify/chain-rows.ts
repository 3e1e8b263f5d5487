import type { Interval } from '../../model/time.ts'
import type { Slot, VerifiedChain } from '../../model/verification.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { clip, padEnd } from '../format/table.ts'
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
  Math.max(20, Math.min(columns - LABEL - 26, 96))

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

const dayLine = (row: DayRow, columns: number, style: Style): string => {
  const why = row.worst.why ?? signOf(row.worst.state).means
  const more = row.others === 0 ? '' : ` (and ${plural(row.others, 'other slot')})`
  const room = Math.max(20, columns - 4 - DAY_LABEL - 26)
  return `    ${padEnd(dayText(row), DAY_LABEL)}${paint(row.cells, style)}  ${style.dim(clip(safe(`${why}${more}`), room))}`
}

const daysOf = ({ hours }: Drawn, columns: number, style: Style): string[] => {
  const rows = dayRows(hours)
  if (rows.length === 0) return []
  const hidden = rows.length - DAYS
  return [
    `    ${padEnd('hours (UTC)', DAY_LABEL)}${style.dim('00    06    12    18    ')}`,
    ...rows.slice(0, DAYS).map((row) => dayLine(row, columns, style)),
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
  const end = drawn.isWhole ? style.good('whole') : style.warn(statesText(wrong))
  return [
    `  ${label}${paint(cellsOf(drawn.hours, window, width), style)}  ${end}`,
    ...backfillLine(drawn, style),
    ...(drawn.isWhole ? [] : daysOf(drawn, columns, style)),
  ]
}
