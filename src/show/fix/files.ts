import type { ConsoleStep } from '../../act/fix/formats/console/print.ts'
import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Manual, Plan, Step } from '../../model/plan.ts'
import { consoleLines, line } from './markdown.ts'
import { readmeOf } from './readme.ts'

export interface PlanFile {
  readonly path: string
  readonly content: string
}

const isLater = ({ later }: ConsoleStep): boolean => later !== undefined

/** What must be seen before; a command that shows it stands in README.md. */
const conditionOf = ({ text, command }: Manual): string =>
  `- ${line(text)}${command === undefined ? '' : ' (the command for it is in README.md)'}`

const commandFile = (
  path: string,
  title: string,
  { account, region }: Step,
  conditions: readonly string[],
  commands: readonly ConsoleStep[],
): readonly PlanFile[] =>
  commands.length === 0
    ? []
    : [
        {
          path,
          content: `${[
            `# ${line(title)}`,
            '',
            `In account ${line(account)}, region ${line(region)}. One after the other, in one shell.`,
            '',
            ...(conditions.length === 0 ? [] : ['**Only when**', '', ...conditions, '']),
            ...consoleLines(commands),
          ]
            .join('\n')
            .trimEnd()}\n`,
        },
      ]

/** What is done at once, and what waits for another day, each with what must be seen before. */
const commandFiles = ({ step, folder, commands }: WrittenStep): readonly PlanFile[] => {
  const later = commands.filter(isLater)
  const now = commands.filter((c) => !isLater(c))
  const waits = later.map((c) => `- ${line(c.later ?? '')}`)
  const { title, before } = step
  return [
    ...commandFile(`${folder}/commands.md`, title, step, before.map(conditionOf), now),
    ...commandFile(`${folder}/later.md`, `On another day: ${title}`, step, waits, later),
  ]
}

const stepFiles = (written: WrittenStep): readonly PlanFile[] => [
  ...written.templates.flatMap(({ form, content, adoption }): readonly PlanFile[] =>
    form === 'terraform'
      ? [{ path: `${written.folder}/main.tf`, content }]
      : [
          { path: `${written.folder}/template.yaml`, content },
          ...(adoption === undefined
            ? []
            : [
                { path: `${written.folder}/import.yaml`, content: adoption.template },
                { path: `${written.folder}/import.json`, content: adoption.resources },
              ]),
        ],
  ),
  ...commandFiles(written),
]

/** Every file of a plan: README.md says the order, each step has a folder of its own. */
export const planFiles = (plan: Plan, written: readonly WrittenStep[]): readonly PlanFile[] => [
  { path: 'README.md', content: readmeOf(plan, written) },
  ...written.flatMap(stepFiles),
]
