import type { Desired } from '../../../model/desired.ts'
import { readBackCloudFormation } from './cloudformation/read.ts'
import { readBackTerraform } from './terraform/read.ts'
import type { WrittenStep } from './written.ts'

/**
 * What the emitted files want to be there: templates are read again by the reader of anybody's templates; what only
 * commands say is taken from the plan. The tests close the loop with it: what was written is what was planned.
 * @throws configuration where a template does not say what it was written from
 */
export const readBack = (steps: readonly WrittenStep[]): readonly Desired[] =>
  steps.flatMap(({ templates, commanded, folder }) => [
    ...templates.flatMap(({ form, content }) =>
      form === 'terraform'
        ? readBackTerraform(content, `${folder}/main.tf`)
        : readBackCloudFormation(content, `${folder}/template.yaml`),
    ),
    ...commanded,
  ])
