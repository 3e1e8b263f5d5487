import type { Form } from '../../act/fix/formats/form.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Cannot, Plan } from '../../model/plan.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { byCheck, choiceText, costText, elsewhereText, openText, unblindedText } from './words.ts'

export interface Terminal {
  readonly style: Style
  readonly columns: number
}

const SHOWN = 12

/** A bullet below a title, its further lines below its text. */
const bullet = (text: string, columns: number, indent = '  '): readonly string[] =>
  wrap(safe(text), Math.max(20, columns - indent.length - 2)).map(
    (l, i) => `${indent}${i === 0 ? '- ' : '  '}${l}`,
  )

const titled = (title: string, lines: readonly string[], style: Style): readonly string[] =>
  lines.length === 0 ? [] : ['', style.strong(title), ...lines]

/** The first ones, and how many more there are. */
const first = (texts: readonly string[], columns: number): readonly string[] => {
  const more = texts.length - SHOWN
  return [
    ...texts.slice(0, SHOWN).flatMap((t) => bullet(t, columns)),
    ...(more > 0 ? [`  and ${more} more: --json has them all`] : []),
  ]
}

const stepLines = (
  { step, elsewhere }: WrittenStep,
  at: number,
  plan: Plan,
  form: Form,
  { style, columns }: Terminal,
): readonly string[] => {
  const closes = byCheck(plan.closes.filter((c) => c.steps.includes(step.id)))
  const said = closes.map(([check, n]) => (n === 1 ? check : `${check} (${n})`)).join(', ')
  const inner = (label: string, text: string): readonly string[] =>
    wrap(`${label}: ${safe(text)}`, Math.max(20, columns - 5)).map((l, i) =>
      i === 0 ? `     ${l}` : `       ${l}`,
    )
  return [
    '',
    ...wrap(safe(step.title), Math.max(20, columns - 5)).map((l, i) =>
      i === 0
        ? `${style.strong(`${String(at + 1).padStart(3)}. ${l}`)}`
        : `     ${style.strong(l)}`,
    ),
    `     ${style.dim(safe(`account ${step.account}, region ${step.region}`))}`,
    ...(said === '' ? [] : inner('closes', said)),
    ...step.before.flatMap((m) => inner('before', m.text)),
    ...step.risks.flatMap((r) => inner('risk', r)),
    ...elsewhere.flatMap((e) => inner('form', elsewhereText(e, form))),
    ...step.proof.slice(0, 2).flatMap((m) => inner('proof', m.text)),
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

/** A plan on the terminal: what is asked, the steps, what they close, what it costs, what stays open. */
export const planText = (
  plan: Plan,
  written: readonly WrittenStep[],
  form: Form,
  terminal: Terminal,
  next: readonly string[],
): string => {
  const { style, columns } = terminal
  const asked = plan.choices.filter((c) => c.from === 'asked')
  const failed = plan.cannot.filter((c) => c.status === 'fail' && !c.isNew)
  const fresh = plan.cannot.filter((c) => c.isNew)
  const unknown = plan.cannot.filter((c) => c.status === 'unknown' && !c.isNew)
  const head =
    written.length === 0
      ? 'Nothing to do: no finding that code can close.'
      : `${plural(written.length, 'step')} that ${written.length === 1 ? 'closes' : 'close'} ${plural(plan.closes.length, 'finding')}. Each is proven before the next one begins. Nothing was changed.`
  return [
    ...wrap(head, columns).map(style.strong),
    ...titled(
      'Somebody has to say',
      asked.flatMap((c) => bullet(choiceText(c), columns)),
      style,
    ),
    ...titled(
      'Chosen',
      plan.choices.filter((c) => c.from !== 'asked').flatMap((c) => bullet(choiceText(c), columns)),
      style,
    ),
    ...written.flatMap((w, i) => stepLines(w, i, plan, form, terminal)),
    ...titled(
      'Cost',
      plan.cost === null
        ? bullet('not known: no events were ingested, or no trail changes', columns)
        : [costText(plan.cost), ...plan.cost.notes].flatMap((t) => bullet(t, columns)),
      style,
    ),
    ...titled(
      'Recorded from then on, and not now',
      first(
        plan.unblinds.map((u) => unblindedText(u, 1)),
        columns,
      ),
      style,
    ),
    ...titled(
      'Risks',
      plan.risks.flatMap((r) => bullet(r, columns)),
      style,
    ),
    ...titled(`Stays open (${failed.length})`, first(openTexts(failed), columns), style),
    ...titled(`Comes up (${fresh.length})`, first(openTexts(fresh), columns), style),
    ...titled(`Not known (${unknown.length})`, first(openTexts(unknown), columns), style),
    ...titled(
      'Next',
      next.map((n) => `  ${n}`),
      style,
    ),
  ].join('\n')
}
