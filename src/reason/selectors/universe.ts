import type { Constraint, ScopeField, Ternary } from '../../model/scope.ts'
import { every } from '../../model/ternary.ts'
import { hasNegative, hasPositive } from './constraint.ts'

/**
 * Fields that have only these values. An event's readOnly is one of both (ReadWriteType All is both together);
 * sessionCredentialFromConsole is `true` or not there (facts/aws.md 1.2).
 */
export const closedDomains: { readonly [F in ScopeField]?: readonly string[] } = {
  readOnly: ['true', 'false'],
  sessionCredentialFromConsole: ['true'],
}

/**
 * Fields that an event may lack, and what a selector then makes of its positive and negative operators. Silent in
 * AWS's documents but for sessionCredentialFromConsole, which is there only for a console session, so that NotEquals
 * `true` is the way to ask for the others (facts/aws.md 1.2, 3.3; R1).
 */
export const absence: {
  readonly [F in ScopeField]?: { readonly positive: Ternary; readonly negative: Ternary }
} = {
  'resources.type': { positive: 'no', negative: 'unknown' },
  'resources.ARN': { positive: 'unknown', negative: 'unknown' },
  'userIdentity.arn': { positive: 'unknown', negative: 'unknown' },
  sessionCredentialFromConsole: { positive: 'no', negative: 'yes' },
  errorCode: { positive: 'no', negative: 'unknown' },
  vpcEndpointId: { positive: 'no', negative: 'unknown' },
}

/** What a selector makes of an event that lacks the field. */
export const selectsAbsent = (field: ScopeField, c: Constraint): Ternary => {
  const { positive, negative } = absence[field] ?? { positive: 'unknown', negative: 'unknown' }
  return every([hasPositive(c) ? positive : 'yes', hasNegative(c) ? negative : 'yes'])
}

/** Whether a set of our own making holds the events that lack the field: yes, unless it asks for a text. */
export const containsAbsent = (c: Constraint): boolean => !hasPositive(c)
