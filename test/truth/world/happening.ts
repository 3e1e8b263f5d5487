import type { Caller } from './caller.ts'
import type { Second } from './time.ts'

export interface Resource {
  readonly type: string
  readonly ARN?: string
  readonly ARNPrefix?: string
  readonly accountId?: string
}

/** What really happened, recorded or not. */
export interface Happening {
  readonly second: Second
  readonly caller: Caller
  readonly source: string
  readonly name: string
  readonly region: string
  readonly category: 'Management' | 'Data'
  readonly readOnly: boolean
  readonly type: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent'
  readonly outcome: 'success' | 'denied' | 'failed'
  readonly errorCode?: string
  /** Of a global service: recorded in us-east-1 only (facts/aws.md 3.8). */
  readonly global: boolean
  readonly request: Readonly<Record<string, unknown>> | null
  readonly response: Readonly<Record<string, unknown>> | null
  readonly extra?: Readonly<Record<string, unknown>>
  readonly resources?: readonly Resource[]
  /** The S3 object or bucket acted on. */
  readonly bucket?: string
  readonly key?: string
  /** ARN of the access point that the object was reached through: records may name that in place of the bucket. */
  readonly through?: string
  readonly copiedFrom?: { readonly bucket: string; readonly key: string }
  /** ARN of the role assumed. */
  readonly role?: string
  /** ARN of the trail changed. */
  readonly trail?: string
  /** The account whose resource it is, where that is another one than the caller's. */
  readonly owner?: string
  /** Done on purpose, for questions to look for. */
  readonly planted: boolean
}

/** One delivery of a happening to one account. */
export interface Copy {
  readonly happening: Happening
  readonly eventId: string
  readonly account: string
  readonly record: Readonly<Record<string, unknown>>
}
