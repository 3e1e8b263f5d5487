import type { Selectors } from '../../../src/model/selector.ts'

/** Times in a world are whole seconds since 1970, as in the records. */
export type Second = number
export const MINUTES = 60
export const HOURS = 3600
export const DAYS = 86_400
export const SECOND_IN_MICROS = 1_000_000

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

export interface Bucket {
  readonly name: string
  readonly account: string
  readonly region: string
  readonly createdAt: Second
}

export interface TrailState {
  readonly exists: boolean
  readonly logging: boolean
  readonly startedAt: Second | undefined
  readonly stoppedAt: Second | undefined
  readonly multiRegion: boolean
  readonly organization: boolean
  readonly globalEvents: boolean
  readonly validation: boolean
  readonly bucket: string
  readonly prefix: string
  readonly selectors: Selectors
}

export type ChangeKind =
  | 'CreateTrail'
  | 'UpdateTrail'
  | 'PutEventSelectors'
  | 'StartLogging'
  | 'StopLogging'
  | 'DeleteTrail'

/** A change of one trail: what its state is from then on, and the call that made it. */
export interface Change {
  readonly second: Second
  readonly kind: ChangeKind
  readonly after: TrailState
  readonly happening: Happening
  /** Both ends of an excursion carry its number: away from a state and back to it. */
  readonly excursion?: number
}

export interface Trail {
  readonly name: string
  readonly arn: string
  readonly account: string
  readonly home: string
  readonly createdAt: Second
  readonly initial: TrailState
  readonly changes: readonly Change[]
}

export interface Account {
  readonly id: string
  /** When it joined the organisation; `undefined` outside of it. */
  readonly joinedAt?: Second
  readonly leftAt?: Second
}

/** What AWS does not document, decided for this world (so that who guesses is caught). */
export interface Undocumented {
  /** ListObjects and DeleteObjects against `resources.ARN`. */
  readonly arnPrefix: 'as value' | 'never' | 'always'
  readonly ignoresCase: boolean
  /** A basic S3 value without a slash. */
  readonly noSlash: 'prefix' | 'bucket' | 'nothing'
  readonly missingArnMatchesNegative: boolean
  /** What a copy leaves behind on its source. */
  readonly copySource: 'nothing' | 'read' | 'resources'
  /** Several resources of one type against one ARN condition. */
  readonly severalResources: 'any' | 'all'
  readonly headBucket: 'Management' | 'Data'
  /** Whether a console sign-in counts as an event of a global service. */
  readonly signInGlobal: boolean
  readonly stsGlobal: boolean
  /** Whether the owner of a bucket receives a copy of a denied call of another account. */
  readonly ownerSeesDenied: boolean
}

/** Delivery to a log bucket fails from `from` until `to` (`undefined`: to the end). */
export interface FailingDelivery {
  readonly bucket: string
  readonly from: Second
  readonly to: Second | undefined
  /** What began it and, where it ended, what ended it. */
  readonly calls: readonly Happening[]
}

/** The one thing that is wrong, and how often it is it, in a world that is otherwise complete: where a careless program says no. */
export const troubles = {
  'not settled': 1,
  'an end missing': 1,
  'values unknown': 1,
  'trail changed': 2,
  'selectors narrow': 1,
  'one region': 1,
  'delivery failing': 1,
  'file damaged': 2,
  'partial source': 1,
  'old identities': 1,
  'members moving': 1,
  'region enabled': 1,
} as const
export type Trouble = keyof typeof troubles

export interface World {
  readonly seed: number
  /** Complete evidence; complete but for one trouble; anything. */
  readonly profile: 'complete' | 'troubled' | 'wild'
  readonly trouble: Trouble | undefined
  readonly undocumented: Undocumented
  readonly organization: { readonly id: string; readonly management: string } | null
  readonly accounts: readonly Account[]
  readonly regions: readonly string[]
  /** One of the regions may have been enabled lately, in every account at once. */
  readonly newRegion: { readonly name: string; readonly enabledAt: Second } | undefined
  readonly users: readonly User[]
  readonly roles: readonly Role[]
  /** Lasting keys with their owners. */
  readonly keys: readonly { readonly id: string; readonly user: User; readonly createdAt: Second }[]
  readonly buckets: readonly Bucket[]
  readonly logBuckets: readonly Pick<Bucket, 'name' | 'account' | 'region'>[]
  readonly trails: readonly Trail[]
  readonly failing: readonly FailingDelivery[]
  readonly happenings: readonly Happening[]
  readonly window: { readonly from: Second; readonly to: Second }
  /** When the logs were read, and asked about. */
  readonly now: Second
}
