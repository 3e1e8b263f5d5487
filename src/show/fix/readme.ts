import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Plan } from '../../model/plan.ts'
import { applyLines } from './apply.ts'
import { code, line, manualLines } from './markdown.ts'
import { choiceText, costText, openText, unblindedText } from './words.ts'

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines]

const bullets = (texts: readonly string[]): readonly string[] => texts.map((t) => `- ${line(t)}`)

const elsewhere = ({ elsewhere: things }: WrittenStep): readonly string[] =>
  things.map(({ kind, name, why, form }) =>
    form === null
      ? `${kind} ${name} is in no file: ${why}. Do it by hand`
      : `${kind} ${name} is in ${form === 'console' ? 'commands.md' : 'template.yaml'}: ${why}`,
  )

const stepLines = (written: WrittenStep, at: number, plan: Plan): readonly string[] => {
  const { step, folder, commands } = written
  const closes = plan.closes.filter((c) => c.steps.includes(step.id))
  const apply = applyLines(written)
  return [
    '',
    `## ${at + 1}. ${line(step.title)}`,
    '',
    `Account ${line(step.account)}, region ${line(step.region)}. Sign in there; \`aws sts get-caller-identity\` must name that account.`,
    ...(step.needs.length === 0
      ? []
      : ['', `Only when these are proven: ${step.needs.map(line).join(', ')}.`]),
    ...part('It closes', bullets([...new Set(closes.map((c) => `${c.check}: ${c.resource}`))])),
    ...part('Risks', bullets(step.risks)),
    ...part('Before', manualLines(step.before)),
    ...(apply.length === 0
      ? []
      : part('Apply', [`In the folder \`${folder}\`:`, '', ...code(apply)])),
    ...(commands.length === 0
      ? []
      : part('Run', [`The commands of [commands.md](${folder}/commands.md), in their order.`])),
    ...part('In another form', bullets(elsewhere(written))),
    ...part('After', manualLines(step.after)),
    ...part('Proof: go on only when this is seen', manualLines(step.proof)),
  ]
}

const section = (title: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0 ? [] : ['', `## ${title}`, '', ...bullets(texts)]

/** The order of a plan, for the person who carries it out. Wholetrail itself changes nothing. */
export const readmeOf = (plan: Plan, written: readonly WrittenStep[]): string => {
  const closed = plan.closes.length
  return `${[
    '# Plan: close the holes of the audit log',
    '',
    `${written.length} steps, in this order. Each is proven before the next one begins. They close ${closed} ${closed === 1 ? 'finding' : 'findings'}.`,
    ...part('Chosen', bullets(plan.choices.map(choiceText))),
    ...(plan.cost === null ? [] : part('Cost', bullets([costText(plan.cost), ...plan.cost.notes]))),
    ...part('Risks of the whole', bullets(plan.risks)),
    ...written.flatMap((w, i) => stepLines(w, i, plan)),
    ...section(
      'What will be recorded that was not',
      plan.unblinds.map((u) => unblindedText(u, 50)),
    ),
    ...section('What stays open', plan.cannot.map(openText)),
  ].join('\n')}\n`
}
