import type { Proposal } from '../../../model/proposal.ts'
import { readTemplate } from '../../templates/read.ts'
import type { TemplateContext } from '../../templates/types.ts'
import { readAwsJson } from './aws-json.ts'
import { readTemplateProposal } from './template.ts'

const jsonOf = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const isTemplate = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'Resources' in value

/**
 * Reads a proposal: an answer of GetEventSelectors or a request of PutEventSelectors, bare lists of selectors, a list of
 * such, CloudFormation or Terraform. `name` is that of the file, for messages and to tell the format; `context` is what a
 * template cannot say itself (account, region, parameters).
 * @throws `invalid-selector`, naming the place, where selectors cannot be understood or are not resolved; `configuration`
 * for what is no proposal at all
 */
export const readProposal = (
  text: string,
  name: string,
  context: TemplateContext = {},
): Proposal => {
  const json = /\.tf$/i.test(name) ? undefined : jsonOf(text)
  return json === undefined || isTemplate(json.value)
    ? readTemplateProposal(readTemplate(text, name, context), name)
    : readAwsJson(json.value, name)
}
