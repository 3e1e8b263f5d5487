import { groupBy } from '../../model/group-by.ts'
import { formatInstant } from '../../model/time.ts'
import type { ChainId, ExplainingEvent, Problem, ProblemWeight } from '../../model/verification.ts'
import { remedyLines, span } from '../blind-lines.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { hanging, wrap } from '../format/wrap.ts'

const KINDS = 20
const ALIKE = 4
const HASHES = 2
const OBJECTS = 3

/** How each weight is written, and in which order. */
const WEIGHT = {
  failure: { order: 0, word: 'FAILURE', tone: 'bad' },
  open: { order: 1, word: 'OPEN', tone: 'warn' },
  note: { order: 2, word: 'NOTE', tone: 'dim' },
} as const satisfies Readonly<
  Record<ProblemWeight, { order: number; word: string; tone: keyof Omit<Style, 'unicode'> }>
>

const chainText = ({ trail, account, region }: ChainId): string => `${trail} ${account} ${region}`

const whenText = ({ from, to }: Problem, style: Style): string =>
  from === null
    ? to === null
      ? ''
      : `until ${formatInstant(to)}`
    : to === null
      ? `from ${formatInstant(from)}`
      : span(formatInstant(from), formatInstant(to), style)

/** Who did it, as far as the sentence before does not say so already. */
const byText = ({ name, actor, time, eventId }: ExplainingEvent, what: string): string =>
  what.includes(actor ?? name)
    ? `event ${eventId}`
    : `${name} by ${actor ?? 'an unknown caller'} at ${formatInstant(time)} (event ${eventId})`

const paragraph = (text: string, columns: number): string[] =>
  wrap(safe(text), columns - 6).map((line) => `      ${line}`)

const objectLines = ({ objects, more, what }: Problem): string[] => {
  const unnamed = objects.filter((uri) => !what.includes(uri))
  const hidden = Math.max(0, unnamed.length - OBJECTS) + more
  return [
    ...unnamed.slice(0, OBJECTS).map((uri) => `      ${safe(uri)}`),
    ...(hidden > 0 ? [`      ... and ${plural(hidden, 'other object')} (--json)`] : []),
  ]
}

/** What an object should be and what it is, to be looked for among its versions. */
const hashLines = ({ hashes = [] }: Problem): string[] =>
  hashes
    .slice(0, HASHES)
    .flatMap(({ expected, found }) => [
      `      SHA-256 expected ${expected}`,
      `      SHA-256 found    ${found ?? 'none: it is gone, or no gzip file'}`,
    ])

/** Where and since when, what, and who. */
const oneLines = (problem: Problem, columns: number, style: Style): string[] => {
  const where = problem.chain === null ? '' : chainText(problem.chain)
  const head = [where, whenText(problem, style)].filter((t) => t !== '').join('  ')
  return [
    ...(head === '' ? [] : hanging(`    ${safe(head)}`, columns)),
    ...paragraph(problem.what, columns),
    ...(problem.by === null ? [] : paragraph(byText(problem.by, problem.what), columns)),
    ...objectLines(problem),
    ...hashLines(problem),
  ]
}

/** Problems of one kind: what they mean and what to do is said once. */
const kindLines = (own: readonly Problem[], columns: number, style: Style): string[] => {
  const [first] = own
  if (first === undefined) return []
  const { word, tone } = WEIGHT[first.weight]
  const hidden = own.length - ALIKE
  return [
    `  ${style[tone](`${word}  ${safe(first.kind.replaceAll('-', ' '))}`)}${own.length === 1 ? '' : `  (${own.length})`}`,
    ...own.slice(0, ALIKE).flatMap((p) => oneLines(p, columns, style)),
    ...(hidden > 0 ? [`    ... and ${plural(hidden, 'other')} of this kind (--json)`] : []),
    ...paragraph(first.means, columns).map(style.dim),
    ...remedyLines(first.todo, columns),
    ...(own.every((p) => p.todo === first.todo)
      ? []
      : paragraph(
          'This is for the first; --json says it of each, with its own names and times.',
          columns,
        ).map(style.dim)),
  ]
}

/** A paragraph for each kind of problem, failures first: what, where, since when, who, what it can mean, what to do. */
export const problemLines = (
  problems: readonly Problem[],
  columns: number,
  style: Style,
): string[] => {
  const kinds = [
    ...groupBy(problems, (p) => JSON.stringify([p.weight, p.kind, p.means])).values(),
  ].sort((a, b) => WEIGHT[a[0]?.weight ?? 'note'].order - WEIGHT[b[0]?.weight ?? 'note'].order)
  const hidden = kinds.length - KINDS
  return [
    ...kinds.slice(0, KINDS).flatMap((own) => kindLines(own, columns, style)),
    ...(hidden > 0 ? [`  ... and ${plural(hidden, 'other kind')} (--json lists them all)`] : []),
  ]
}
