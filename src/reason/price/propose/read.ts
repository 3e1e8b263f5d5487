import { WholetrailError } from '../../../model/error.ts'
import type { Proposal } from '../../../model/proposal.ts'
import type { TemplateContext } from '../../templates/types.ts'

/**
 * Reads a proposal: an answer of GetEventSelectors or a request of PutEventSelectors, bare lists of selectors, a list of
 * such, CloudFormation or Terraform. `name` is that of the file, for messages and to tell the format.
 * @throws `invalid-selector`, naming the place, where selectors cannot be understood or are not resolved
 */
export const readProposal = (
  text: string,
  name: string,
  _context: TemplateContext = {},
): Proposal => {
  throw new WholetrailError('internal', `${name} (${text.length}) cannot be read yet`)
}
