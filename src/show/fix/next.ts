import type { Form } from '../../act/fix/formats/form.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { ChoiceId, Plan } from '../../model/plan.ts'
import { quoted } from '../../model/quoted.ts'
import type { NextStep } from '../price/next.ts'
import { waitingIn } from './order.ts'
import { choiceOption } from './words.ts'

/** What the command line said, so that the next one says it as well. */
export interface Asked {
  readonly form: Form
  readonly only: readonly string[]
  readonly out: string | undefined
  readonly workspace: string | undefined
  /** Further options that the plan depends on, as words. */
  readonly more: readonly string[]
}

/** What stands for what somebody has to say. */
const placeholders: Readonly<Record<ChoiceId, string>> = {
  'home-region': 'REGION',
  'log-archive-account': 'ACCOUNT_ID',
  'log-bucket': 'BUCKET',
  'trail-name': 'NAME',
  'key-alias': 'ALIAS',
  notify: 'MAIL_ADDRESS',
  'retention-days': 'DAYS',
  'guard-exception': 'ROLE',
}

/** A template that `price` can read before it is applied: the first one that has a trail in it. */
const pricedIn = (written: readonly WrittenStep[]): string | undefined => {
  const [found] = written.flatMap(({ folder, templates }) =>
    templates
      .filter((t) => t.desired.some((d) => d.kind === 'trail'))
      .map((t) => `${folder}/${t.form === 'terraform' ? 'main.tf' : 'template.yaml'}`),
  )
  return found
}

/** Commands that come next, each with what it is good for. */
export const nextAfter = (
  plan: Plan,
  written: readonly WrittenStep[],
  { form, only, out, workspace, more }: Asked,
): readonly NextStep[] => {
  const place = workspace === undefined ? [] : ['--workspace', quoted(workspace)]
  const given = plan.choices.flatMap((c) =>
    c.from === 'given' && c.value !== null ? [choiceOption(c.id), quoted(c.value)] : [],
  )
  const fix = (...added: readonly string[]): string =>
    [
      ...['wholetrail fix', ...only.map(quoted)],
      ...(form === 'cloudformation' ? [] : ['--as', form]),
      ...[...more.map(quoted), ...given, ...added, ...place],
    ].join(' ')
  const waiting = waitingIn(plan)
  const priced = pricedIn(written)
  return [
    ...(waiting.length === 0
      ? []
      : [
          {
            command: fix(
              ...waiting.flatMap(({ choice }) => [
                choiceOption(choice.id),
                placeholders[choice.id],
              ]),
            ),
            why: `${waiting.map((w) => w.waiting).reduce((a, b) => a + b, 0)} findings wait for it`,
          },
        ]),
    ...(written.length > 0 && out === undefined
      ? [{ command: fix('--out', 'fix'), why: 'the files, and the order with each proof' }]
      : []),
    ...(out !== undefined && priced !== undefined
      ? [
          {
            command: ['wholetrail price --propose', quoted(`${out}/${priced}`), ...place].join(' '),
            why: 'what the selectors of that step cost, before it is applied',
          },
        ]
      : []),
    ...(out !== undefined && written.length > 0
      ? [
          {
            command: ['wholetrail collect', ...place].join(' '),
            why: 'after each step; then `wholetrail assess` says what is closed',
          },
        ]
      : []),
  ]
}
