import type { Exclusion, Goal, Optimisation, OptimisedTrail, Refused } from '../../model/goal.ts'
import { bullets } from '../format/bullets.ts'
import { percent, plural } from '../format/quantity.ts'
import { jsonText, safe } from '../format/safe.ts'
import { wrap } from '../format/wrap.ts'
import { boxLines, checkLines, needLines, type Terminal } from './changes-text.ts'
import { basisSentence } from './headline.ts'
import { moneyText, volumeText } from './money.ts'
import type { NextStep } from './next.ts'
import type { CheckChange } from './standing.ts'
import { nextSection } from './text.ts'
import { savingText } from './what-if-text.ts'
import { shortName, trailName } from './words.ts'

const INDENT = 6

const inside = (text: string, columns: number): string[] =>
  wrap(safe(text), columns - INDENT).map((l) => ' '.repeat(INDENT) + l)

const goalWords = (goal: Goal): readonly string[] => {
  const some = (what: string, all: readonly unknown[]): string[] =>
    all.length === 0
      ? []
      : [`${what}: ${all.map((one) => (typeof one === 'string' ? one : jsonText(one))).join(', ')}`]
  return [
    ...some('buckets', goal.buckets),
    ...some('services', goal.services),
    ...some('principals', goal.principals),
    ...some('resources', goal.resources),
    ...(goal.data === 'none' ? [] : [`data events: ${goal.data}`]),
    'the last copy of management events',
  ]
}

const whoText = ({ evidence }: Exclusion): string =>
  evidence.who.length === 0
    ? ''
    : ` Made by ${evidence.who.map((w) => `${shortName(w.principal)} (${percent(w.share)})`).join(', ')}.`

const lossText = ({ loss }: Exclusion): string =>
  loss.keptBy.length > 0
    ? `Nothing is lost: ${loss.keptBy.map(trailName).join(', ')} keeps all of it.`
    : `Lost: ${volumeText(loss.events, 'event')} a month. ${loss.sentence}`

const exclusionLines = (e: Exclusion, i: number, terminal: Terminal): string[] => {
  const { columns, style } = terminal
  const lost = e.loss.needs.filter(
    (n) => n.change === 'becomes-blind' || n.change === 'becomes-unknown',
  )
  return [
    `  ${i + 1}. ${style.strong(moneyText(e.saving))}  ${safe(e.title)}  ${style.dim(trailName(e.trail))}`,
    ...inside(`${e.evidence.sentence}${whoText(e)}`, columns),
    ...inside(lossText(e), columns).map(e.loss.keptBy.length > 0 ? style.dim : style.warn),
    ...(e.loss.scope.length === 0 ? [] : boxLines(e.loss.scope, e.loss.more, 3, terminal)),
    ...lost
      .slice(0, 5)
      .flatMap((n) => inside(`no longer answerable: ${n.need.sentence}`, columns).map(style.bad)),
    ...(lost.length > 5 ? inside(`and ${plural(lost.length - 5, 'other')}`, columns) : []),
  ]
}

const MOST_REFUSED = 8

const refusedLines = (refused: readonly Refused[], { columns, style }: Terminal): string[] => {
  const left = refused.length - MOST_REFUSED
  return refused.length === 0
    ? []
    : [
        '',
        style.strong('Noise that stays'),
        ...refused
          .slice(0, MOST_REFUSED)
          .flatMap((r) =>
            wrap(
              safe(
                `${r.title} (${trailName(r.trail)}), ${volumeText(r.noise, 'event')} a month: ${r.sentence}`,
              ),
              columns - 4,
            ).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
          ),
        ...(left > 0
          ? [style.dim(`  ... and ${plural(left, 'other')} (--json has them all)`)]
          : []),
      ]
}

const trailLines = (t: OptimisedTrail, { columns, style }: Terminal): string[] => [
  ...wrap(safe(`${t.trail}, ${plural(t.values, 'value')} of 500:`), columns - 2).map(
    (l) => `  ${l}`,
  ),
  ...(t.recursiveLogging === false
    ? inside(
        'and RecursiveLogging off, which neither CloudFormation nor Terraform can say',
        columns,
      )
    : []),
  ...jsonText(t.after.AdvancedEventSelectors ?? t.after.EventSelectors ?? [], 1)
    .split('\n')
    .map((l) => `    ${style.dim(l)}`),
]

export interface OptimiseTextOptions extends Terminal {
  readonly checks: readonly CheckChange[]
  readonly next: readonly NextStep[]
}

/** What recording less noise saves, for people: each exclusion with its evidence and its loss, then the selectors. */
export const optimiseText = (found: Optimisation, options: OptimiseTextOptions): string => {
  const { columns, style, checks, next } = options
  const { before, after, exclusions, trails } = found
  const headline =
    exclusions.length === 0
      ? `Nothing can be left out that is noise and costs something: ${moneyText(before.total)} a month.`
      : `Without measured noise ${savingText(found.saving)} a month: ${moneyText(after.total)} instead of ${moneyText(before.total)}.`
  return [
    ...wrap(headline, columns).map((l) => style.strong(l)),
    ...wrap(basisSentence(before), columns - 2).map((l) => `  ${l}`),
    ...wrap(safe(`Always recorded: ${goalWords(found.goal).join('; ')}.`), columns - 2).map(
      (l) => `  ${l}`,
    ),
    ...(exclusions.length === 0
      ? []
      : [
          '',
          style.strong('What is left out, each saving beside those before it'),
          ...exclusions.flatMap((e, i) => exclusionLines(e, i, options)),
        ]),
    ...(trails.length === 0
      ? []
      : ['', style.strong('The selectors'), ...trails.flatMap((t) => trailLines(t, options))]),
    ...refusedLines(found.refused, options),
    ...(exclusions.length === 0 ? [] : needLines(found.needs, options)),
    ...checkLines(checks, options),
    ...bullets('Taken for granted', [...found.notes, ...after.notes], columns, style),
    ...nextSection(next, columns, style),
  ].join('\n')
}
