import type { BlindSpot, Coverage } from '../model/coverage.ts'
import type { Scope } from '../model/scope.ts'
import { boxText } from '../model/scope-text.ts'
import { formatInstant } from '../model/time.ts'
import type { TimelineRow } from '../reason/coverage/timeline.ts'
import { blindTail, extent, remedyLines, span } from './blind-lines.ts'
import { coverageBars } from './coverage-bars.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { wrap } from './format/wrap.ts'
import { type MergedBlind, mergeBlind } from './merge-blind.ts'

const SHOWN = 20
const CLASSES = 3
const TITLE_LINES = 4

/** A blind spot as it is merged with others: with times as text. */
type Told = Omit<BlindSpot, 'from' | 'to'> & {
  readonly from: string
  readonly to: string
  readonly part: string
}

const toldOf = (b: BlindSpot): Told => ({
  ...b,
  from: formatInstant(b.from),
  to: formatInstant(b.to),
  part: '',
})

/** The classes of events that the members of a merged spot leave out, each once. */
const classesOf = ({ members }: MergedBlind<Told>): readonly string[] => [
  ...new Set(members.flatMap((m) => m.scope.map(boxText))),
]

const blindLines = (merged: MergedBlind<Told>, columns: number, style: Style): string[] => {
  const { spot, from, to } = merged
  const classes = classesOf(merged)
  const more = classes.length + spot.more - CLASSES
  return [
    `  ${style.warn(spot.reason)}  ${span(from, to, style)}  (${extent(merged)})`,
    ...wrap(safe(spot.detail), columns - 6).map((l) => `      ${l}`),
    ...classes
      .slice(0, CLASSES)
      .flatMap((text) =>
        wrap(`unrecorded: ${safe(text)}`, columns - 6).map((l) => `      ${style.dim(l)}`),
      ),
    ...(more > 0 ? [`      ${style.dim(`... and ${more} more classes`)}`] : []),
    ...remedyLines(spot.remedy, columns),
  ]
}

const blindSection = (coverage: Coverage, columns: number, style: Style): string[] => {
  if (coverage.blind.length === 0) return [style.good('No hole in this window.')]
  const list = mergeBlind(coverage.blind.map(toldOf))
  const hidden = list.merged.length - SHOWN
  return [
    style.strong('Blind'),
    ...list.merged.slice(0, SHOWN).flatMap((b) => blindLines(b, columns, style)),
    ...(hidden > 0 ? [`  ... and ${hidden} more (--json lists them all)`] : []),
    ...blindTail(list, columns),
  ]
}

/** What was being recorded, where nothing of it is ingested. */
export interface Recording {
  readonly coverage: Coverage
  readonly rows: readonly TimelineRow[]
}

const barsOf = (
  { coverage, rows }: Recording,
  recording: Recording | undefined,
  columns: number,
  style: Style,
): string[] =>
  recording === undefined
    ? coverageBars(coverage, rows, columns, style)
    : [
        ...wrap(
          'No log is ingested yet, so that no question about this time can be answered. The bars show what was being recorded:',
          columns,
        ),
        ...coverageBars(recording.coverage, recording.rows, columns, style, [
          'recorded, not read',
          'not recorded',
        ]),
      ]

/** A timeline of what was recorded, for people. */
export const coverageText = (
  coverage: Coverage,
  rows: readonly TimelineRow[],
  scope: Scope,
  style: Style,
  columns: number,
  recording?: Recording,
): string => {
  const title = wrap(`Coverage of ${safe(scope.boxes.map(boxText).join(' or '))}`, columns - 2)
  const { from, to } = coverage.window
  return [
    ...title.slice(0, TITLE_LINES).map((l, i) => style.strong(i === 0 ? l : `  ${l}`)),
    ...(title.length > TITLE_LINES ? ['  ... (--json has it whole)'] : []),
    `  ${span(formatInstant(from), formatInstant(to), style)}`,
    '',
    ...barsOf({ coverage, rows }, recording, columns, style),
    '',
    ...blindSection(coverage, columns, style),
    ...(coverage.assumptions.length === 0
      ? []
      : [
          '',
          style.strong('Assumed'),
          ...coverage.assumptions.flatMap((a) =>
            wrap(safe(a.sentence), columns - 4).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
          ),
        ]),
  ].join('\n')
}
