import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { PolicyDocument } from '../../policies/allows.ts'
import { grantsToCloudTrail } from '../../policies/made-for-cloudtrail.ts'
import { seen } from './say.ts'

/** Whether a policy lets CloudTrail make a call: the mark of a thing that was made for it. */
export const letsCloudTrail = (
  policy: Observed<PolicyDocument | null> | undefined,
  action: string,
): Ternary => {
  const read = seen(policy)
  if (!isKnown(read)) return 'unknown'
  if (read.known === null) return 'no'
  const found = grantsToCloudTrail(read.known, action).length > 0
  return found ? 'yes' : 'no'
}
