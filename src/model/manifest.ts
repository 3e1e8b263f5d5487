import type { Instant } from './time.ts'

/** What a source object is. Only `log` and the `yes-only` forms hold events. */
export type ObjectKind =
  | 'log' // delivered by CloudTrail to S3: {"Records":[...]} in CloudTrail's key layout
  | 'export' // Lake query export, LookupEvents output, CloudWatch Logs, EventBridge, bare records (R17: yes-only)
  | 'digest'
  | 'insight'
  | 'network-activity'
  | 'aggregated'
  | 'config'
  | 'elb'
  | 'other'

export type ObjectOutcome = 'ingested' | 'routed' | 'set-aside' | 'rejected'

/** One source object that ingest saw: nothing that was there goes unaccounted. */
export interface SourceObject {
  readonly id: number
  readonly source: string // URI of the source it came from
  readonly uri: string // where the object itself is
  /** From its key, where the key is in CloudTrail's layout (facts/aws.md 2.1); otherwise null. */
  readonly bucket: string | null
  readonly prefix: string | null // what stands before AWSLogs/ in the bucket, without the last slash; '' for none
  readonly organization: string | null
  readonly account: string | null
  readonly region: string | null
  readonly named: Instant | null // the minute in the file name: when it was delivered, roughly
  readonly kind: ObjectKind
  readonly format: string
  readonly outcome: ObjectOutcome
  readonly reason: string | null // why rejected or set aside
  readonly bytes: number // as stored
  readonly sha256: string | null // of the uncompressed content, hex
  readonly records: number
  readonly firstEvent: Instant | null
  readonly lastEvent: Instant | null
  /** Bytes after the first gzip member of a CloudTrail object: an integrity finding, its slot is blind (R19). */
  readonly trailing: number
  /** Whether a rejected object claims to be a CloudTrail log by its key or first bytes, so that it is a hole (R19). */
  readonly claimsLog: boolean
}

/**
 * How complete what was read is, for the log files delivered in `[from, to)` (the days in the keys).
 * `listed`: an S3 listing of the whole prefix finished and each key was read. `asserted`: `--complete`.
 */
export interface Completeness {
  readonly bucket: string | null // null: not known which bucket the copy came from
  readonly prefix: string | null
  readonly account: string | '*'
  readonly region: string | '*'
  readonly from: Instant
  readonly to: Instant
  readonly level: 'listed' | 'asserted' | 'partial'
  readonly at: Instant // when the listing began: what was delivered later cannot have been seen
  /** The organisation in whose folder it lies, or null: outside of any. Absent: both were read. */
  readonly organization?: string | null
  /** Whether files of network activity were left out. */
  readonly onlyLogs?: true
}

/**
 * Event history of one account and region that was fetched whole and is in the lake: management events with
 * `eventTime` in `[from, to)`. It counts for exactly the scope fetched, and says nothing of log files (R17).
 */
export interface HistoryFetch {
  readonly account: string
  readonly region: string
  readonly from: Instant
  readonly to: Instant
  /** When asking began: what arrived in event history later cannot have been seen. */
  readonly at: Instant
  /** Only the events with this value; absent: every management event. */
  readonly only?: { readonly field: 'eventName' | 'accessKeyId'; readonly value: string }
}

export interface SourceRun {
  readonly source: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly completeness: readonly Completeness[]
  /** What was fetched of event history, if anything was. */
  readonly history?: readonly HistoryFetch[]
}

/** What the lake knows of its inputs. */
export interface Manifest {
  readonly runs: readonly SourceRun[]
  readonly objects: readonly SourceObject[]
  /** Event ids seen with different content (R20), with the objects that hold them. */
  readonly conflicts: readonly { readonly eventId: string; readonly objects: readonly number[] }[]
  /** Keys of records that have no column of their own, with how often they were seen. */
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly events: number
  readonly sightings: number
}
