import type { WrittenStep } from '../../act/fix/formats/written.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Closed, Manual, Plan, Step } from '../../model/plan.ts'
import { applyLines } from './apply.ts'
import { code, line, manualLines } from './markdown.ts'
import {
  failingIn,
  forbiddingText,
  neededText,
  placeText,
  servesText,
  unsaid,
  waitingIn,
} from './order.ts'
import { choiceText, costTexts, openText, unblindedText } from './words.ts'

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines]

const bullets = (texts: readonly string[]): readonly string[] => texts.map((t) => `- ${line(t)}`)

const elsewhere = ({ elsewhere: things }: WrittenStep): readonly string[] =>
  things.map(({ kind, name, why, form }) =>
    form === null
      ? `${kind} ${name} is in no file: ${why}. Do it by hand`
      : `${kind} ${name} is in ${form === 'console' ? 'commands.md' : 'template.yaml'}: ${why}`,
  )

/** What a step closes, each check once. */
const closedTexts = (closed: readonly Closed[]): readonly string[] =>
  [...groupBy(closed, (c) => c.check)].map(
    ([check, of]) => `${check}: ${[...new Set(of.map((c) => c.resource))].join(', ')}`,
  )

/** What an earlier step says in the same words is pointed to. */
const risksPart = (steps: readonly WrittenStep[], at: number): readonly string[] => {
  const { fresh, again } = unsaid(steps, at, (s) => s.risks)
  return part(
    'Risks',
    bullets([...fresh, ...(again === undefined ? [] : [`Those of ${again} as well`])]),
  )
}

const isText = ({ command }: Manual): boolean => command === undefined

const beforePart = (steps: readonly WrittenStep[], at: number): readonly string[] => {
  const before = steps[at]?.step.before ?? []
  const textsOf = (s: Step) => s.before.filter(isText).map((m) => m.text)
  const { fresh, again } = unsaid(steps, at, textsOf)
  const here = new Set(fresh)
  const shown = before.filter((m) => !isText(m) || here.has(m.text))
  return part('Before', [
    ...(again === undefined
      ? []
      : [`- ${line(`What stands there in ${again}, for these roles or things as well`)}`]),
    ...manualLines(shown),
  ])
}

const runLines = ({ folder, commands }: WrittenStep): readonly string[] =>
  commands.some((c) => c.later === undefined)
    ? part('Run', [`The commands of [commands.md](${folder}/commands.md), in their order.`])
    : []

const laterLines = ({ step, folder, commands }: WrittenStep, plan: Plan): readonly string[] => {
  if (commands.every((c) => c.later === undefined)) return []
  const before = forbiddingText(step, plan)
  const others =
    before === undefined
      ? ''
      : ` Before ${before}: a bucket that is closed takes no files of a trail that is started again, and a service control policy may forbid the deletion.`
  return part('On another day', [
    `[later.md](${folder}/later.md), when what it asks for is seen. What this step closes is closed only then.${others}`,
  ])
}

const purpose = (step: Step, plan: Plan): readonly string[] => {
  const closes = closedTexts(plan.closes.filter((c) => c.steps.includes(step.id)))
  const serves = servesText(step, plan)
  return closes.length > 0
    ? part('It closes', bullets(closes))
    : serves === undefined
      ? ['', 'It closes nothing by itself.']
      : ['', `It closes nothing by itself: ${serves}.`]
}

const stepLines = (steps: readonly WrittenStep[], at: number, plan: Plan): readonly string[] => {
  const written = steps[at]
  if (written === undefined) return []
  const { step, folder } = written
  const needs = neededText(step, plan)
  const place = placeText(step)
  const apply = applyLines(written)
  return [
    '',
    `## ${at + 1}. ${line(step.title)}`,
    '',
    `${line(place.slice(0, 1).toUpperCase() + place.slice(1))}. Sign in there; \`aws sts get-caller-identity\` must name that account.`,
    ...(needs === undefined ? [] : ['', `Only when proven: ${needs}.`]),
    ...purpose(step, plan),
    ...risksPart(steps, at),
    ...beforePart(steps, at),
    ...(apply.length === 0
      ? []
      : part('Apply', [`In the folder \`${folder}\`:`, '', ...code(apply)])),
    ...runLines(written),
    ...part('In another form', bullets(elsewhere(written))),
    ...part('After', manualLines(step.after)),
    ...laterLines(written, plan),
    ...part('Proof: go on only when this is seen', manualLines(step.proof)),
  ]
}

const section = (title: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0 ? [] : ['', `## ${title}`, '', ...bullets(texts)]

const STATE = [
  'Each folder is a root module of its own. `terraform init` as it stands keeps the state in the folder (terraform.tfstate): add a backend block before the first `init`, or keep the folder.',
  'A new plan written here with --force leaves state files where they are, but the folders of its steps may have other numbers: move the state (or the backend key) to the folder of the same name.',
] as const

/** The order of a plan, for the person who carries it out. Wholetrail itself changes nothing. */
export const readmeOf = (plan: Plan, written: readonly WrittenStep[]): string => {
  const hasState = written.some((w) => w.templates.some((t) => t.form === 'terraform'))
  const chosen = plan.choices.filter((c) => c.from !== 'asked').map(choiceText)
  const waiting = waitingIn(plan).map(({ choice }) => choiceText(choice))
  return `${[
    '# Plan: close the holes of the audit log',
    '',
    `${written.length} ${written.length === 1 ? 'step' : 'steps'}, in this order. Each is proven before the next one begins. ${written.length === 1 ? 'It closes' : 'They close'} ${plan.closes.length} of ${failingIn(plan)} findings.`,
    ...part('Chosen', bullets([...chosen, ...waiting])),
    ...part('Cost a month', bullets(costTexts(plan))),
    ...part('Risks of the whole', bullets(plan.risks)),
    ...(hasState
      ? part(
          'State of Terraform',
          STATE.map((t) => `- ${t}`),
        )
      : []),
    ...written.flatMap((_, i) => stepLines(written, i, plan)),
    ...section(
      'What will be recorded that was not',
      plan.unblinds.map((u) => unblindedText(u, 50)),
    ),
    ...section('What stays open', plan.cannot.map(openText)),
  ].join('\n')}\n`
}
