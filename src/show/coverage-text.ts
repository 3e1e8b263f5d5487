import type { BlindSpot, Coverage } from '../model/coverage.ts'
import { intervals } from '../model/intervals.ts'
import type { Scope } from '../model/scope.ts'
import { formatInstant, type Interval } from '../model/time.ts'
import { bar, legend } from './format/bars.ts'
import { duration, percent } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { padEnd } from './format/table.ts'
import { wrap } from './format/wrap.ts'
import { boxText } from './scope-text.ts'

const LABEL = 14
const SHOWN = 20

const span = (i: Interval, style: Style): string =>
  `${formatInstant(i.from)} ${style.unicode ? '→' : '->'} ${formatInstant(i.to)}`

/** One bar for the whole, then one for each recorder that adds to it. */
const bars = (coverage: Coverage, columns: number, style: Style): string[] => {
  const width = Math.max(20, Math.min(columns - LABEL - 12, 100))
  const recorders = [...new Set(coverage.recorded.flatMap((p) => p.by))].sort()
  const line = (label: string, pieces: readonly Interval[], end: string) =>
    `${padEnd(label, LABEL)}${bar(coverage.window, intervals(pieces), width, style.unicode)}  ${end}`
  return [
    line('recorded', coverage.recorded, percent(coverage.recordedFraction)),
    ...(recorders.length < 2
      ? []
      : recorders.flatMap((id) => [
          `  ${safe(id)}`,
          line(
            '',
            coverage.recorded.filter((p) => p.by.includes(id)),
            '',
          ),
        ])),
    `${' '.repeat(LABEL)}${style.dim(legend(style.unicode))}`,
  ]
}

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
  scope: Scope,
  style: Style,
  columns: number,
): string => {
  const hidden = coverage.blind.length - SHOWN
  return [
    style.strong(`Coverage of ${safe(scope.boxes.map(boxText).join(' or '))}`),
    `  ${span(coverage.window, style)}`,
    '',
    ...bars(coverage, columns, style),
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
