import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import { actionMatches, type PolicyDocument, statementsOnce } from '../../policies/allows.ts'
import { CLOUDTRAIL } from '../../policies/service-request.ts'
import { seen } from './say.ts'

/** Whether a policy lets CloudTrail make a call: the mark of a thing that was made for it. */
export const letsCloudTrail = (
  policy: Observed<PolicyDocument | null> | undefined,
  action: string,
): Ternary => {
  const read = seen(policy)
  if (!isKnown(read)) return 'unknown'
  if (read.known === null) return 'no'
  const found = statementsOnce(read.known).some(
    (s) =>
      s.effect === 'Allow' &&
      (s.principals?.Service ?? []).includes(CLOUDTRAIL) &&
      (s.actions ?? []).some((pattern) => actionMatches(pattern, action)),
  )
  return found ? 'yes' : 'no'
}
