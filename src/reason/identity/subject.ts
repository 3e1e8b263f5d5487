import { parsePrincipalArn } from './arn.ts'

/** Whom a question is about, as it was given. */
export interface Subject {
  readonly kind: 'key' | 'principal'
  readonly text: string
}

/** Unique ids of IAM: AIDA a user, AROA a role, ASCA, AGPA...; with a session name behind for sessions. */
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{12,}(:.+)?$/

export const isUniqueId = (text: string): boolean => UNIQUE_ID.test(text)

/** Whether a principal was given by its bare name, so that its ARN has to be looked up. */
export const isBareName = (text: string): boolean =>
  parsePrincipalArn(text) === undefined && !isUniqueId(text)
