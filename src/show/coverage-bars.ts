import type { Coverage } from '../model/coverage.ts'
import { DAY, formatInstant, type Interval } from '../model/time.ts'
import type { TimelinePiece, TimelineRow } from '../reason/coverage/timeline.ts'
import { bar, legend } from './format/bars.ts'
import { percent } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { padEnd, shorten } from './format/table.ts'

const LABEL = 26

const length = (pieces: readonly Interval[]): number =>
  pieces.reduce((sum, p) => sum + p.to - p.from, 0)

/** The reason that takes most of the time in which a recorder recorded nothing. */
const mainReason = (pieces: readonly TimelinePiece[]): string => {
  const byReason = new Map<string, number>()
  for (const p of pieces)
    if (p.recorded === 'none' && p.reason !== undefined)
      byReason.set(p.reason, (byReason.get(p.reason) ?? 0) + p.to - p.from)
  return [...byReason].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** `trail/name` of an ARN with the account that owns it. */
const labelOf = (recorder: string): string => {
  const [, , , , account, resource] = recorder.split(':')
  return resource === undefined ? recorder : `${resource.replace(/^trail\//, '')} (${account})`
}

const axis = (window: Interval, width: number): string => {
  const text = (t: number) => formatInstant(t).slice(0, window.to - window.from > 3 * DAY ? 10 : 16)
  const [from, to] = [text(window.from), text(window.to)]
  return `${from}${' '.repeat(Math.max(1, width - from.length - to.length))}${to}`
}

/** One bar for all recorders together, then one for each: who recorded, when, and mainly why not. */
export const coverageBars = (
  coverage: Coverage,
  rows: readonly TimelineRow[],
  columns: number,
  style: Style,
  meaning: readonly [all?: string, none?: string] = [],
): string[] => {
  const width = Math.max(20, Math.min(columns - LABEL - 24, 96))
  const { window } = coverage
  const whole = coverage.recorded.map((p) => ({ ...p, recorded: 'all' as const }))
  const line = (label: string, shaded: Parameters<typeof bar>[1], end: string) =>
    `${padEnd(shorten(safe(label), LABEL - 2), LABEL)}${bar(window, shaded, width, style.unicode)}  ${end}`
  const rowLine = ({ recorder, pieces }: TimelineRow) => {
    const all = length(pieces.filter((p) => p.recorded === 'all')) / (window.to - window.from)
    return line(labelOf(recorder), pieces, all > 0 ? percent(all) : style.dim(mainReason(pieces)))
  }
  return [
    `${' '.repeat(LABEL)}${style.dim(axis(window, width))}`,
    line('all together', whole, style.strong(percent(coverage.recordedFraction))),
    ...rows.map(rowLine),
    `${' '.repeat(LABEL)}${style.dim(legend(style.unicode, ...meaning))}`,
  ]
}
