import type { Exclusion, Goal, Optimisation, OptimisedTrail, Refused } from '../../model/goal.ts'
import type { NeedChange } from '../../model/proposal.ts'
import { type AdvancedSelector, operators, type Selectors } from '../../model/selector.ts'
import { bullets } from '../format/bullets.ts'
import { percent, plural } from '../format/quantity.ts'
import { jsonText, safe } from '../format/safe.ts'
import { textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { boxLines, checkLines, listed, needLines, type Terminal } from './changes-text.ts'
import { basisSentence } from './headline.ts'
import { moneyCell, moneyText, volumeText } from './money.ts'
import type { NextStep } from './next.ts'
import { type CheckChange, isWorse } from './standing.ts'
import { nextSection } from './text.ts'
import { unknownSection } from './unknown-text.ts'
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
    ...(goal.release === 'all' ? [] : ['what questions and checks can answer today']),
  ]
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Who else makes it: the sentence of the evidence names the first. */
const othersText = ({ evidence }: Exclusion): string => {
  const others = evidence.who.slice(1)
  return others.length === 0
    ? ''
    : ` Others: ${others.map((w) => `${shortName(w.principal)} (${percent(w.share)})`).join(', ')}.`
}

const lossText = ({ loss }: Exclusion): string =>
  loss.keptBy.length > 0
    ? `Nothing is lost: ${loss.keptBy.map(trailName).join(', ')} keeps all of it.`
    : `Lost: ${volumeText(loss.events, 'event')} a month that were seen. ${ended(loss.sentence)}`

const MOST_NAMED = 3

/** Some of many, once each. */
const firstOf = (all: readonly string[]): string => {
  const once = [...new Set(all)]
  const left = once.length - MOST_NAMED
  return `${once.slice(0, MOST_NAMED).join('; ')}${left > 0 ? `; and ${plural(left, 'other')}` : ''}`
}

const isBlinded = ({ change }: NeedChange): boolean =>
  change === 'becomes-blind' || change === 'becomes-unknown'

const isAnswered = ({ before }: NeedChange): boolean => before === 'answerable'

const titleLines = (e: Exclusion, i: number, { columns, style }: Terminal): string[] => {
  const [money, trail] = [moneyText(e.saving), trailName(e.trail)]
  const start = `  ${i + 1}. ${style.strong(money)}  `
  return textWidth(`  ${i + 1}. ${money}  ${safe(e.title)}  ${trail}`) <= columns
    ? [`${start}${safe(e.title)}  ${style.dim(trail)}`]
    : [`${start}${style.dim(trail)}`, ...inside(e.title, columns)]
}

const exclusionLines = (e: Exclusion, i: number, terminal: Terminal): string[] => {
  const { columns, style } = terminal
  const lost = e.loss.needs.filter(isBlinded)
  return [
    ...titleLines(e, i, terminal),
    ...inside(`${ended(e.evidence.sentence)}${othersText(e)}`, columns),
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
                `${r.title} (${trailName(r.trail)}), ${volumeText(r.noise, 'event')} a month${r.saving === undefined ? '' : `, ${moneyText(r.saving)}`}: ${r.sentence}`,
              ),
              columns - 4,
            ).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
          ),
        ...(left > 0
          ? [style.dim(`  ... and ${plural(left, 'other')} (--json has them all)`)]
          : []),
      ]
}

/** What can be answered now and could not be without the noise: said first, whatever is saved. */
const blindSentence = (found: Optimisation, checks: readonly CheckChange[]): string => {
  const blind = found.needs.filter(isBlinded)
  const questions = blind.toSorted((a, b) => Number(isAnswered(b)) - Number(isAnswered(a)))
  const worse = checks.filter(isWorse)
  const told = [
    ...(blind.length === 0
      ? []
      : [
          `No longer answerable: ${firstOf(questions.map((n) => n.need.sentence.replace(/ \([^()]*\)$/, '')))}`,
        ]),
    ...(worse.length === 0 ? [] : [`Checks that fail then: ${firstOf(worse.map((c) => c.check))}`]),
  ]
  return told.length === 0
    ? 'No question or check that has an answer today loses it.'
    : told.map(ended).join(' ')
}

const LACKING = {
  snapshot:
    'What can be left out is not known: no snapshot says which trails there are and what they select.',
  events: 'What can be left out is not known: no events were measured, and noise is never guessed.',
} as const

const headlineOf = (found: Optimisation, lacks: OptimiseTextOptions['lacks']): string => {
  const { before, after, exclusions, refused } = found
  if (lacks !== null) return LACKING[lacks]
  if (exclusions.length > 0)
    return `Leaving out measured noise ${savingText(found.saving)}: ${moneyCell(before.total)} now, ${moneyCell(after.total)} then.`
  const stays = refused.some((r) => r.saving !== undefined)
  return stays
    ? `No noise can be left out that is worth it and that nothing needs: ${moneyText(before.total)} a month. What it would save is said below.`
    : `Nothing can be left out that is noise and costs something: ${moneyText(before.total)} a month.`
}

const fieldText = (field: AdvancedSelector['FieldSelectors'][number]): string =>
  operators
    .flatMap((operator) => {
      const values = field[operator] ?? []
      return values.length === 0 ? [] : [`${field.Field} ${operator} ${values.join(' | ')}`]
    })
    .join(', ')

const selectorTexts = ({
  AdvancedEventSelectors,
  EventSelectors,
}: Selectors): readonly string[] => [
  ...(AdvancedEventSelectors ?? []).map(
    ({ Name, FieldSelectors }) =>
      `${Name === undefined ? '' : `${Name}: `}${FieldSelectors.map(fieldText).join('; ')}`,
  ),
  ...(EventSelectors ?? []).map((selector) => jsonText(selector)),
]

const trailLines = (t: OptimisedTrail, terminal: Terminal): string[] => {
  const quiet =
    t.recursiveLogging === false
      ? ['RecursiveLogging off, which neither CloudFormation nor Terraform can say']
      : []
  return [
    `  ${safe(t.trail)}, ${plural(t.values, 'value')} of 500`,
    ...listed([...selectorTexts(t.after), ...quiet], MOST_SELECTORS, terminal),
  ]
}

const MOST_SELECTORS = 20

export interface OptimiseTextOptions extends Terminal {
  readonly checks: readonly CheckChange[]
  readonly next: readonly NextStep[]
  /** What nothing can be said without. */
  readonly lacks: 'snapshot' | 'events' | null
}

/** What recording less noise saves, for people: each exclusion with its evidence and its loss, then the selectors. */
export const optimiseText = (found: Optimisation, options: OptimiseTextOptions): string => {
  const { columns, style, checks, next, lacks } = options
  const { before, after, exclusions, trails } = found
  return [
    ...wrap(headlineOf(found, lacks), columns).map((l) => style.strong(l)),
    ...(exclusions.length === 0 ? [] : wrap(safe(blindSentence(found, checks)), columns)),
    ...wrap(basisSentence(before), columns - 2).map((l) => `  ${l}`),
    ...(lacks !== null
      ? []
      : wrap(safe(`Always recorded: ${goalWords(found.goal).join('; ')}.`), columns - 2).map(
          (l) => `  ${l}`,
        )),
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
    ...unknownSection(after, options),
    ...bullets('Taken for granted', [...found.notes, ...after.notes], columns, style),
    ...nextSection(next, columns, style),
  ].join('\n')
}
