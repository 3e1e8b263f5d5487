import type { BlindSpot, Coverage } from '../model/coverage.ts'
import type { Scope } from '../model/scope.ts'
import { boxText } from '../model/scope-text.ts'
import { formatInstant, type Interval } from '../model/time.ts'
import type { TimelineRow } from '../reason/coverage/timeline.ts'
import { coverageBars } from './coverage-bars.ts'
import { duration } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { wrap } from './format/wrap.ts'

const SHOWN = 20

const span = (i: Interval, style: Style): string =>
  `${formatInstant(i.from)} ${style.unicode ? '→' : '->'} ${formatInstant(i.to)}`

const blindLines = (b: BlindSpot, columns: number, style: Style): string[] => [
  `  ${style.warn(b.reason)}  ${span(b, style)}  (${duration(b.to - b.from)})`,
  ...wrap(safe(b.detail), columns - 6).map((l) => `      ${l}`),
  ...b.scope
    .slice(0, 3)
    .flatMap((box) =>
      wrap(`unrecorded: ${safe(boxText(box))}`, columns - 6).map((l) => `      ${style.dim(l)}`),
    ),
  ...(b.scope.length + b.more > 3
    ? [`      ${style.dim(`... and ${b.scope.length + b.more - 3} more classes`)}`]
    : []),
  ...(b.remedy === ''
    ? []
    : wrap(safe(b.remedy), columns - 8).map((l, i) => `      ${i === 0 ? '> ' : '  '}${l}`)),
]

/** A timeline of what was recorded, for people. */
export const coverageText = (
  coverage: Coverage,
  rows: readonly TimelineRow[],
  scope: Scope,
  style: Style,
  columns: number,
): string => {
  const hidden = coverage.blind.length - SHOWN
  return [
    style.strong(`Coverage of ${safe(scope.boxes.map(boxText).join(' or '))}`),
    `  ${span(coverage.window, style)}`,
    '',
    ...coverageBars(coverage, rows, columns, style),
    ...(coverage.blind.length === 0
      ? ['', style.good('No hole in this window.')]
      : [
          '',
          style.strong('Blind'),
          ...coverage.blind.slice(0, SHOWN).flatMap((b) => blindLines(b, columns, style)),
        ]),
    ...(hidden > 0 ? [`  ... and ${hidden} more (--json lists them all)`] : []),
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
