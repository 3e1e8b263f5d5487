import type { WrittenStep } from '../../act/fix/formats/written.ts'
import type { Plan } from '../../model/plan.ts'
import { consoleLines, line } from './markdown.ts'
import { readmeOf } from './readme.ts'

export interface PlanFile {
  readonly path: string
  readonly content: string
}

const stepFiles = ({ step, folder, templates, commands }: WrittenStep): readonly PlanFile[] => [
  ...templates.flatMap(({ form, content, adoption }): readonly PlanFile[] =>
    form === 'terraform'
      ? [{ path: `${folder}/main.tf`, content }]
      : [
          { path: `${folder}/template.yaml`, content },
          ...(adoption === undefined
            ? []
            : [
                { path: `${folder}/import.yaml`, content: adoption.template },
                { path: `${folder}/import.json`, content: adoption.resources },
              ]),
        ],
  ),
  ...(commands.length === 0
    ? []
    : [
        {
          path: `${folder}/commands.md`,
          content: `${[
            `# ${line(step.title)}`,
            '',
            `In account ${line(step.account)}, region ${line(step.region)}. One after the other, in one shell.`,
            '',
            ...consoleLines(commands),
          ]
            .join('\n')
            .trimEnd()}\n`,
        },
      ]),
]

/** Every file of a plan: README.md says the order, each step has a folder of its own. */
export const planFiles = (plan: Plan, written: readonly WrittenStep[]): readonly PlanFile[] => [
  { path: 'README.md', content: readmeOf(plan, written) },
  ...written.flatMap(stepFiles),
]
