import { probes } from '../probes/list.ts'
import { actionsOf } from './actions.ts'
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

/** The least-privilege policy of everything that `collect` asks, in one of the forms. */
export const policyText = (form: PolicyForm): string => writers[form](actionsOf(probes))
