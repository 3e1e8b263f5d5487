import type { Second } from './time.ts'

export interface User {
  readonly account: string
  readonly name: string
  readonly arn: string
  readonly id: string
  readonly createdAt: Second
}

export interface Role extends User {
  readonly path: string
}

/** Who calls, as CloudTrail sees it, and (what only the truth knows) everything that it was derived from. */
export interface Caller {
  readonly type: 'Root' | 'IAMUser' | 'AssumedRole' | 'FederatedUser' | 'AWSService'
  readonly account: string
  readonly arn?: string
  readonly principalId?: string
  readonly keyId?: string
  readonly userName?: string
  readonly issuer?: { readonly arn: string; readonly id: string; readonly name: string }
  readonly sessionStart?: Second
  readonly invokedBy?: string
  readonly console?: boolean
  /** Its key and every key that this one was issued with, directly or not. */
  readonly keys: readonly string[]
  /** ARNs of the user or role and of everyone upstream. */
  readonly principals: readonly string[]
}
