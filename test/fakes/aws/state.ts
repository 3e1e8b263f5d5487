/** A management event in event history: the record as CloudTrail writes it. */
export interface HistoryEvent {
  readonly eventTime: string
  readonly eventID: string
  readonly eventName: string
  readonly eventSource: string
  readonly readOnly?: boolean
  readonly userIdentity?: {
    readonly type?: string
    readonly accessKeyId?: string
    readonly userName?: string
  }
  /** What is answered in the place of the record. */
  readonly raw?: string
  readonly resources?: readonly { readonly ARN?: string; readonly type?: string }[]
  readonly [more: string]: unknown
}

/** How often a call is to fail, and with what. */
export interface Fault {
  readonly account: string | '*'
  readonly operation: string | '*'
  readonly status: number
  readonly code: string
  readonly message?: string
  /** Only calls with this in their path and query. */
  readonly match?: string
  /** Only so many times; always where absent. */
  times?: number
}

export const denied = (account: string, operation: string): Fault => ({
  account,
  operation,
  status: 400,
  code: 'AccessDeniedException',
})

export const throttled = (account: string, operation: string, times: number): Fault => ({
  account,
  operation,
  status: 400,
  code: 'ThrottlingException',
  times,
})

export const broken = (account: string, operation: string, times: number): Fault => ({
  account,
  operation,
  status: 500,
  code: 'InternalFailure',
  times,
})

/** A fault of S3 for one object: `InvalidObjectState`, `AccessDenied`, ... */
export const unreadable = (key: string, code: string, message?: string): Fault => ({
  account: '*',
  operation: 'GetObject',
  status: 403,
  code,
  match: key,
  ...(message === undefined ? {} : { message }),
})

/** A key as ListPublicKeys answers it; times in seconds, absent ones without bound. */
export interface PublishedKey {
  readonly Value: string
  readonly Fingerprint: string
  readonly ValidityStartTime?: number
  readonly ValidityEndTime?: number
  /** All regions where absent. */
  readonly region?: string
}

/** A log event in a log group. */
export interface LogEvent {
  readonly timestamp: number // milliseconds
  readonly message: string
}

/** What the fake AWS holds beyond what moto keeps. */
export interface State {
  readonly managementAccount: string
  /** Event history by `account region`, in any order. */
  readonly history: Map<string, readonly HistoryEvent[]>
  /** Look-ups a second that are let through, per account and region (facts/aws.md 8.1). */
  lookupsPerSecond: number
  readonly faults: Fault[]
  /** Answers of GetEventDataStore and GetChannel, by `account region`. */
  readonly eventDataStores: Map<string, readonly Record<string, unknown>[]>
  readonly channels: Map<string, readonly Record<string, unknown>[]>
  /** Answers of GetEventConfiguration by the ARN of the trail. */
  readonly eventConfigurations: Map<string, Record<string, unknown>>
  readonly publicKeys: PublishedKey[]
  /** Keys in one answer of ListPublicKeys. */
  keysPerPage: number
  /** Log groups that the fake itself keeps, by `account region group`. */
  readonly logEvents: Map<string, readonly LogEvent[]>
  /** Account of an access key that the fake or moto issued. */
  readonly accountOfKey: Map<string, string>
  /** Every call that came, as `account region operation`. */
  readonly calls: string[]
}

export const newState = (managementAccount: string): State => ({
  managementAccount,
  history: new Map(),
  lookupsPerSecond: 2,
  faults: [],
  eventDataStores: new Map(),
  channels: new Map(),
  eventConfigurations: new Map(),
  publicKeys: [],
  keysPerPage: 2,
  logEvents: new Map(),
  accountOfKey: new Map(),
  calls: [],
})
