import type { Rule, Target } from '@aws-sdk/client-eventbridge'
import type { Observed } from '../../../../model/observed.ts'
import { withoutMember } from './answer.ts'
import { type PolicyDocument, policyOf } from './policy-document.ts'

/** The pattern of a rule; a rule that runs by the clock has none. */
export const patternOf = ({ EventPattern }: Rule): PolicyDocument | undefined => {
  const pattern = policyOf(EventPattern)
  return 'known' in pattern ? pattern.known : undefined
}

/** Detail types of events that CloudTrail hands to EventBridge end so. */
const BY_CLOUDTRAIL = 'via CloudTrail'

/** Whether a list of values of a pattern may hold for a text of a kind; anything but plain text may. */
const may = (values: unknown, isOfKind: (text: string) => boolean): boolean =>
  !Array.isArray(values) || values.some((v) => typeof v !== 'string' || isOfKind(v))

/** Whether a rule may match a call that CloudTrail hands on: its source is `aws.` and a service. */
export const mayMatchCalls = (pattern: PolicyDocument): boolean =>
  may(pattern['detail-type'], (text) => text.endsWith(BY_CLOUDTRAIL)) &&
  may(pattern.source, (text) => text.startsWith('aws.'))

/** The ARNs that a rule sends to. */
export const targetsOf = (targets: readonly Target[]): Observed<string[]> => {
  const arns = targets.flatMap((target) => target.Arn ?? [])
  return arns.length === targets.length ? { known: arns } : withoutMember('Arn of a target')
}
