import type { Form } from '../../act/fix/formats/form.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Cannot, Plan } from '../../model/plan.ts'
import { bullets } from '../format/bullets.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import type { NextStep } from '../price/next.ts'
import { nextSection } from '../price/text.ts'
import { failingIn, neededText, placeText, servesText, unsaid, waitingIn } from './order.ts'
import { byCheck, choiceText, costTexts, elsewhereTexts, openText, unblindedText } from './words.ts'

/** Where and how a plan is shown. */
export interface Screen {
  readonly style: Style
  readonly columns: number
  readonly form: Form
  readonly next: readonly NextStep[]
  /** The folder that has all of it: then the screen has the order and what is open alone. */
  readonly out: string | undefined
}

const SHOWN = 6

/** The first ones, and how many more there are. */
const first = (texts: readonly string[], where: string): readonly string[] =>
  texts.length <= SHOWN
    ? texts
    : [...texts.slice(0, SHOWN), `and ${texts.length - SHOWN} more: ${where} has them all`]

const closedBy = (plan: Plan, id: string): string =>
  byCheck(plan.closes.filter((c) => c.steps.includes(id)))
    .map(([check, n]) => (n === 1 ? check : `${check} (${n})`))
    .join(', ')

/** What stands below the title of a step. Risks that an earlier step has named are not named again. */
const innerTexts = (
  written: readonly WrittenStep[],
  at: number,
  plan: Plan,
  { out }: Screen,
): readonly string[] => {
  const here = written[at]
  if (here === undefined) return []
  const { step } = here
  const closes = closedBy(plan, step.id)
  const serves = servesText(step, plan)
  const needs = neededText(step, plan)
  const purpose =
    closes !== ''
      ? [`closes: ${closes}`]
      : [`closes nothing by itself${serves === undefined ? '' : `: ${serves}`}`]
  const risks = unsaid(written, at, (s) => s.risks)
  return [
    ...purpose,
    ...(needs === undefined ? [] : [`only when proven: ${needs}`]),
    ...(out !== undefined
      ? []
      : [
          ...risks.fresh.map((text) => `risk: ${text}`),
          ...(risks.again === undefined ? [] : [`risk: as in ${risks.again}`]),
          ...step.proof.slice(0, 1).map(({ text }) => `proof: ${text}`),
        ]),
  ]
}

const stepLines = (
  written: readonly WrittenStep[],
  at: number,
  plan: Plan,
  screen: Screen,
): readonly string[] => {
  const step = written[at]?.step
  if (step === undefined) return []
  const { style, columns, out } = screen
  const [title = '', ...rest] = wrap(safe(step.title), columns - 5)
  return [
    ...(out === undefined ? [''] : []),
    style.strong(`${String(at + 1).padStart(3)}. ${title}`),
    ...rest.map((l) => `     ${style.strong(l)}`),
    ...wrap(safe(placeText(step)), columns - 5).map((l) => `     ${style.dim(l)}`),
    ...innerTexts(written, at, plan, screen).flatMap((text) =>
      wrap(safe(text), columns - 7).map((l, i) => `     ${i === 0 ? '' : '  '}${l}`),
    ),
  ]
}

/** Open findings of one check and one reason stand together. */
const openTexts = (cannot: readonly Cannot[]): readonly string[] => {
  const groups = new Map<string, Cannot[]>()
  for (const c of cannot) {
    const key = `${c.check} ${c.status} ${c.why} ${c.instead ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), c])
  }
  return [...groups.values()].map((group) => {
    const [one] = group as [Cannot]
    return openText(
      group.length === 1
        ? one
        : { ...one, resource: `${one.resource} and ${group.length - 1} more` },
    )
  })
}

const headOf = (plan: Plan, written: readonly WrittenStep[]): string => {
  const waiting = waitingIn(plan)
  const waits = waiting.map(
    ({ choice, waiting: n }) =>
      `${plural(n, 'finding')} ${n === 1 ? 'waits' : 'wait'} for --${choice.id}`,
  )
  const failing = failingIn(plan)
  const done =
    written.length > 0
      ? `${plural(written.length, 'step')} that ${written.length === 1 ? 'closes' : 'close'} ${plan.closes.length} of ${plural(failing, 'finding')}. Each is proven before the next one begins.`
      : waits.length > 0
        ? 'No step yet.'
        : failing === 0
          ? 'Nothing to do: nothing of it was found.'
          : 'Nothing to do: no finding that code can close.'
  return [
    done,
    ...(waits.length === 0 ? [] : [`${waits.join('; ')}.`]),
    'Nothing was changed.',
  ].join(' ')
}

/** How many stay open of each check: the short form, where a file has the reasons. */
const counted = (cannot: readonly Cannot[]): readonly string[] =>
  byCheck(cannot).map(([check, n]) => (n === 1 ? check : `${check} (${n})`))

/** A plan on the terminal: what is asked, the steps, what they close, what it costs, what stays open. */
export const planText = (plan: Plan, written: readonly WrittenStep[], screen: Screen): string => {
  const { style, out, next, form } = screen
  const columns = Math.max(40, screen.columns)
  const sized = { ...screen, columns }
  const where = out === undefined ? '--json' : 'README.md'
  const section = (title: string, texts: readonly string[]): readonly string[] =>
    bullets(title, texts, columns, style)
  const open = (isMeant: (c: Cannot) => boolean): readonly string[] => {
    const them = plan.cannot.filter(isMeant)
    return out === undefined ? first(openTexts(them), where) : [counted(them).join(', ')]
  }
  const titled = (title: string, isMeant: (c: Cannot) => boolean): readonly string[] => {
    const n = plan.cannot.filter(isMeant).length
    return n === 0 ? [] : section(`${title} (${n})`, open(isMeant))
  }
  return [
    ...wrap(headOf(plan, written), columns).map(style.strong),
    ...section(
      'Somebody has to say',
      waitingIn(plan).map(({ choice }) => choiceText(choice)),
    ),
    ...(out === undefined
      ? section('Chosen', plan.choices.filter((c) => c.from !== 'asked').map(choiceText))
      : ['']),
    ...written.flatMap((_, i) => stepLines(written, i, plan, sized)),
    ...(written.length === 0
      ? []
      : section('Cost a month', costTexts(plan).slice(0, out === undefined ? undefined : 1))),
    ...(out === undefined
      ? section(
          'Recorded from then on, and not now',
          first(
            plan.unblinds.map((u) => unblindedText(u, 1)),
            where,
          ),
        )
      : []),
    ...(out === undefined ? section('Risks', plan.risks) : []),
    ...section(
      'In another form',
      elsewhereTexts(
        written.flatMap((w) => w.elsewhere),
        form,
      ),
    ),
    ...titled('Stays open', (c) => c.status === 'fail' && !c.isNew),
    ...titled('Comes up', (c) => c.isNew),
    ...titled('Not known', (c) => c.status === 'unknown' && !c.isNew),
    ...(out === undefined || written.length === 0
      ? []
      : [
          '',
          ...wrap(
            `Begin with ${out}/README.md: what comes before each step, its risks, its commands, the proof, and why each finding stays open.`,
            columns,
          ),
        ]),
    ...nextSection(next, columns, style),
  ].join('\n')
}
