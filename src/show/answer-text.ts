import type { Answer, AnswerPart, Verdict } from '../model/verdict.ts'
import { blindTail, extent, remedyLines, span } from './blind-lines.ts'
import { eventLines } from './event-lines.ts'
import { bullets } from './format/bullets.ts'
import { count, percent, plural } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { padEnd } from './format/table.ts'
import { wrap } from './format/wrap.ts'
import { mergeBlind } from './merge-blind.ts'

const WORD: Record<Verdict, string> = { yes: 'YES', no: 'NO', 'cannot-know': 'CANNOT KNOW' }

/** A yes is what the responder fears, a no calms, and cannot know is a warning. */
const paint = (verdict: Verdict, style: Style): string =>
  ({ yes: style.bad, no: style.good, 'cannot-know': style.warn })[verdict](WORD[verdict])

const TITLE = 40

const partLine = (part: AnswerPart, style: Style): string => {
  if (!part.asked)
    return `  ${style.dim(`${padEnd(part.title, TITLE)} not asked (--part ${part.name})`)}`
  const verdict = part.verdict ?? 'cannot-know'
  const attempts = part.attempts.count > 0 ? `, ${plural(part.attempts.count, 'attempt')}` : ''
  const candidates = part.candidates > 0 ? `, ${plural(part.candidates, 'candidate')}` : ''
  const share = part.coverage.recordedFraction
  const recorded =
    share === 0 && verdict === 'yes' ? 'there may be more' : `recorded ${percent(share)}`
  return `  ${padEnd(safe(part.title), TITLE)} ${padEnd(paint(verdict, style), 11)}  ${recorded}, found ${count(part.found.count)}${attempts}${candidates}`
}

const MAX_UNASKED = 4

const partLines = (answer: Answer, style: Style): string[] => {
  const asked = answer.parts.filter((p) => p.asked)
  const rest = answer.parts.filter((p) => !p.asked)
  const shown = rest.length <= MAX_UNASKED ? rest : rest.slice(0, MAX_UNASKED - 1)
  const hidden = rest.length - shown.length
  return [
    ...asked.map((p) => partLine(p, style)),
    ...shown.map((p) => partLine(p, style)),
    ...(hidden > 0
      ? [`  ${style.dim(`and ${hidden} more parts that were not asked (--part all asks them)`)}`]
      : []),
  ]
}

const events = (title: string, list: Answer['found'], columns: number, style: Style): string[] => {
  if (list.count === 0) return []
  const rest = list.count - list.events.length
  const when =
    list.first !== null && list.last !== null ? `, ${span(list.first, list.last, style)}` : ''
  return [
    '',
    style.strong(`${title}: ${plural(list.count, 'event')}${when}`),
    ...eventLines(list.events, columns - 2).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  ... and ${count(rest)} more (--limit shows more)`] : []),
  ]
}

const MAX_ORIGINS = 8

/** From where the events came, in a line for each address. */
const origins = ({ origins: all }: Answer, style: Style): string[] => {
  const shown = all.slice(0, MAX_ORIGINS)
  const width = Math.max(0, ...shown.map((o) => safe(o.address).length))
  return shown.length === 0
    ? []
    : [
        `  ${style.dim('from')}`,
        ...shown.map(
          (o) =>
            `    ${padEnd(safe(o.address), width)}  ${plural(o.count, 'event')}, ${span(o.first, o.last, style)}`,
        ),
        ...(all.length > shown.length
          ? [`    ... and more addresses (--json lists up to 20)`]
          : []),
      ]
}

const blindSpots = (answer: Answer, columns: number, style: Style): string[] => {
  if (answer.blindSpots.length === 0) return []
  const list = mergeBlind(answer.blindSpots)
  const shown = list.merged.slice(0, 12)
  const lines = shown.flatMap((b) => [
    `  ${style.warn(b.spot.reason)}  ${span(b.from, b.to, style)}  ${style.dim(`${extent(b)}, ${safe(b.spot.part)}`)}`,
    ...wrap(safe(b.spot.detail), columns - 6).map((l) => `      ${l}`),
    ...remedyLines(b.spot.remedy, columns),
  ])
  const rest = list.merged.length - shown.length
  const isNext = answer.next.some((n) => n.command.startsWith('wholetrail ingest event-history'))
  const isEarlier = answer.blindSpots.some((b) => b.from < answer.window.from)
  return [
    '',
    style.strong('Blind spots'),
    ...(isEarlier
      ? wrap(
          'Some begin before the window: credentials that were used in it may have been issued earlier.',
          columns - 2,
        ).map((l) => `  ${style.dim(l)}`)
      : []),
    ...lines,
    ...(rest > 0 ? [`  ... and ${count(rest)} more (--json lists them all)`] : []),
    ...blindTail(isNext ? { ...list, commands: [] } : list, columns),
  ]
}

/** The assumptions stand in a list of their own below. */
const withoutAssumptions = (sentence: string): string =>
  sentence.replace(/ It takes for true that .*/s, '')

/** Only a no rests on assumptions. */
const assumed = (answer: Answer): string[] =>
  answer.parts.some((p) => p.verdict === 'no') ? answer.assumptions.map((a) => a.sentence) : []

/** What a check is about, without its explanation, which `--json` has. */
const topic = (check: string): string => check.split(': ')[0] ?? check

/** A verdict for people, always in this order: verdict, why, evidence, blind spots, next command. */
export const answerText = (answer: Answer, style: Style, columns: number): string => {
  const assurance = answer.assurance === null ? '' : ` (${answer.assurance})`
  return [
    `${paint(answer.verdict, style)}${assurance}  ${style.strong(safe(answer.question.sentence))}`,
    `  ${span(answer.window.from, answer.window.to, style)}`,
    '',
    ...wrap(safe(withoutAssumptions(answer.sentence)), columns),
    '',
    ...partLines(answer, style),
    ...events('Evidence', answer.found, columns, style),
    ...origins(answer, style),
    ...events('Attempts', answer.attempts, columns, style),
    ...(answer.candidates.length === 0
      ? []
      : events(
          'Candidates: may match, a field is missing',
          { count: answer.candidates.length, first: null, last: null, events: answer.candidates },
          columns,
          style,
        )),
    ...blindSpots(answer, columns, style),
    ...bullets('Assumed', assumed(answer), columns, style),
    ...bullets('Note', answer.notes, columns, style),
    '',
    ...labelled('checked', answer.checks.performed, columns, style),
    ...labelled('not checked', answer.checks.notPerformed.map(topic), columns, style),
    ...next(answer, columns, style),
  ].join('\n')
}

const labelled = (
  label: string,
  items: readonly string[],
  columns: number,
  style: Style,
): string[] => {
  if (items.length === 0) return []
  const dot = style.unicode ? ' · ' : '; '
  return wrap(items.map(safe).join(dot), columns - 14).map(
    (l, i) => `${padEnd(i === 0 ? label : '', 12)}  ${l}`,
  )
}

const next = (answer: Answer, columns: number, style: Style): string[] =>
  answer.next.length === 0
    ? []
    : [
        '',
        style.strong('Next'),
        ...answer.next.flatMap((n) => [
          `  ${safe(n.command)}`,
          ...wrap(safe(n.why), columns - 6).map((l) => `      ${l}`),
        ]),
      ]
