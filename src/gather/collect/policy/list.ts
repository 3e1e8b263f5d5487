import { probes } from '../probes/list.ts'
import { actionsOf } from './actions.ts'
import { policyAdvice } from './caller.ts'
import { cloudFormation } from './cloudformation.ts'
import { policyDocument } from './document.ts'
import { stackSet } from './stack-set.ts'
import { terraform } from './terraform.ts'

const writers = {
  json: (actions: readonly string[]) => `${JSON.stringify(policyDocument(actions), null, 2)}\n`,
  cloudformation: cloudFormation,
  terraform,
  stackset: stackSet,
} as const

export type PolicyForm = keyof typeof writers

/** JSON has no comments. */
const commentsOf = (form: PolicyForm): string =>
  form === 'json'
    ? ''
    : policyAdvice(form)
        .map((line) => `# ${line}\n`)
        .join('')

/**
 * The least-privilege policy of everything that `collect` asks, in one of the forms, with how it is deployed as a
 * comment where the form has comments.
 */
export const policyText = (form: PolicyForm): string =>
  `${commentsOf(form)}${writers[form](actionsOf(probes))}`
