import { groupBy } from '../../model/group-by.ts'
import type { NeedChange } from '../../model/proposal.ts'
import type { Box } from '../../model/scope.ts'
import { boxText } from '../../model/scope-text.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { type CheckChange, isWorse } from './standing.ts'

export interface Terminal {
  readonly columns: number
  readonly style: Style
}

/** Lines below a title, each broken so that it hangs; `most` of them. */
export const listed = (
  lines: readonly string[],
  most: number,
  { columns, style }: Terminal,
  more = 0,
): string[] => {
  const left = Math.max(0, lines.length - most) + more
  return [
    ...lines
      .slice(0, most)
      .flatMap((line) =>
        wrap(safe(line), columns - 4).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
      ),
    ...(left > 0
      ? [
          style.dim(
            `  ... and ${count(left)} more (--json ${more > 0 ? 'lists more of them' : 'has them all'})`,
          ),
        ]
      : []),
  ]
}

/** A scope in the words of selectors, one line a box. */
export const boxLines = (
  boxes: readonly Box[],
  more: number,
  most: number,
  terminal: Terminal,
): string[] => {
  const shown = boxes.slice(0, most)
  const left = boxes.length - shown.length + more
  return [
    ...shown.flatMap((box) =>
      wrap(safe(boxText(box)), terminal.columns - 6).map((l) => `      ${terminal.style.dim(l)}`),
    ),
    ...(left > 0 ? [terminal.style.dim(`      ... and ${count(left)} more`)] : []),
  ]
}

const says = {
  'becomes-answerable': 'becomes answerable',
  'becomes-blind': 'becomes blind',
  'becomes-unknown': 'is no longer sure to be answerable',
  narrower: 'sees less than now',
  wider: 'sees more than now',
} as const satisfies Readonly<Record<NeedChange['change'], string>>

const order: readonly NeedChange['change'][] = [
  'becomes-blind',
  'becomes-unknown',
  'narrower',
  'becomes-answerable',
  'wider',
]

const painted = (change: NeedChange['change'], style: Style): string =>
  (change === 'becomes-answerable' || change === 'wider' ? style.good : style.bad)(says[change])

const MOST_NEEDS = 10

/** The parts of one question about one thing that change alike. */
const together = (needs: readonly NeedChange[]): readonly (readonly NeedChange[])[] => [
  ...groupBy(
    needs.toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change)),
    ({ need, change }) => `${change} ${need.id} ${need.sentence.replace(/ \([^()]*\)$/, '')}`,
  ).values(),
]

const needText = (parts: readonly NeedChange[], terminal: Terminal): string[] => {
  const [first] = parts
  if (first === undefined) return []
  const { columns, style } = terminal
  const { need, change, residual, more } = first
  const isGain = change === 'wider' || change === 'becomes-answerable'
  const named = parts.map((p) => p.need.part ?? '').filter((name) => name !== '')
  const question = need.sentence.replace(/ \([^()]*\)$/, '')
  return [
    `  ${painted(change, style)}  ${need.id}${named.length === 0 ? '' : `: ${named.join(', ')}`}`,
    ...wrap(safe(question), columns - 6).map((l) => `      ${l}`),
    ...(isGain ? [] : boxLines(residual, more, 1, terminal)),
  ]
}

/** Which questions can be answered that could not, and the other way round: losses first. */
export const needLines = (needs: readonly NeedChange[], terminal: Terminal): string[] => {
  const { style } = terminal
  const groups = together(needs)
  const left = groups.length - MOST_NEEDS
  return [
    '',
    style.strong('Questions that it changes'),
    ...(needs.length === 0 ? ['  none'] : []),
    ...groups.slice(0, MOST_NEEDS).flatMap((parts) => needText(parts, terminal)),
    ...(left > 0 ? [style.dim(`  ... and ${plural(left, 'other')} (--json has them all)`)] : []),
  ]
}

const word = (status: CheckChange['before']): string => status ?? 'nothing to judge'

const lineOf = (c: CheckChange): string =>
  `${c.check}: ${word(c.before)} before, ${word(c.after)} then (${c.account}, ${c.region}): ${c.reason}`

const MOST_CHECKS = 8

/** Which checks of the set-up, alerts among them, come out otherwise. */
export const checkLines = (changes: readonly CheckChange[], terminal: Terminal): string[] => {
  const worse = changes.filter(isWorse)
  const others = changes.filter((c) => !isWorse(c) && c.after !== null)
  const gone = changes.filter((c) => c.after === null)
  const section = (title: string, all: readonly CheckChange[]): string[] =>
    all.length === 0
      ? []
      : ['', terminal.style.strong(title), ...listed(all.map(lineOf), MOST_CHECKS, terminal)]
  return [
    ...section('Checks and alerts that would fail', worse),
    ...section('Checks and alerts that would no longer fail', others),
    ...section(
      'Checks that fail now and would have nothing to judge (a bucket that stays is no better)',
      gone,
    ),
  ]
}
