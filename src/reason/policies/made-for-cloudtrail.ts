import type { Statement } from '../../model/policy.ts'
import { actionMatches, type PolicyDocument, statementsOnce } from './allows.ts'
import { CLOUDTRAIL } from './service-request.ts'

/** The statements that let CloudTrail, by its name, make a call: the mark of a thing that was made for it. */
export const grantsToCloudTrail = (policy: PolicyDocument, action: string): readonly Statement[] =>
  statementsOnce(policy).filter(
    (s) =>
      s.effect === 'Allow' &&
      (s.principals?.Service ?? []).includes(CLOUDTRAIL) &&
      (s.actions ?? []).some((pattern) => actionMatches(pattern, action)),
  )

/** CloudTrail Lake writes the results of queries under the same name, but for an event data store. */
const isForTrails = ({ conditions }: Statement): boolean => {
  const sources = conditions.filter((c) => c.key === 'aws:sourcearn').flatMap((c) => c.values)
  return sources.length === 0 || sources.some((arn) => !arn.includes(':eventdatastore/'))
}

/** Whether a policy speaks of CloudTrail as one that may write log files: the mark of a bucket made for logs. */
export const isMadeForCloudTrail = (policy: PolicyDocument): boolean =>
  grantsToCloudTrail(policy, 's3:PutObject').some(isForTrails)
