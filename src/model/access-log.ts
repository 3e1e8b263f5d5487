import type { Interval } from './time.ts'

/** Requests to one bucket that CloudTrail would record as data events of objects, as its server access logs tell. */
export interface AccessCount {
  readonly bucket: string
  /** As the access log names it: `REST.GET.OBJECT`. */
  readonly operation: string
  /** As CloudTrail names it (facts/aws.md 7.3). */
  readonly eventName: string
  readonly access: 'read' | 'write'
  /** Requests that are surely data events. */
  readonly sure: number
  /** Further ones that may be: failed authentication, work of S3 itself, operations whose event is not documented. */
  readonly possible: number
}

/** What a folder of S3 server access logs holds. */
export interface AccessLogReport {
  readonly folder: string
  readonly files: number
  readonly records: number
  /** Records of requests that are management events or no events at all. */
  readonly otherRequests: number
  /** Records that were there already: S3 delivers some twice. */
  readonly repeated: number
  /** Lines that are no records of an access log. */
  readonly unread: number
  /** The days that were counted; null where there is no record at all. */
  readonly window: Interval | null
  readonly counts: readonly AccessCount[]
}

export interface AccessLogProgress {
  readonly files: number
  readonly totalFiles: number
  readonly records: number
}
