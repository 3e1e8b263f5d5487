import type { AwsAccess } from './aws-access.ts'
import type { Instant } from './time.ts'

/** What `ingest` is asked to do. */
export interface IngestOptions extends AwsAccess {
  /** Folders, files, `s3://bucket/prefix`, `event-history`, `cloudwatch-logs:GROUP`. */
  readonly sources: readonly string[]
  readonly workspace: string
  /** Event time (R27): listing runs on to `until` plus settling. */
  readonly since?: Instant
  readonly until?: Instant
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** The user asserts that nothing is missing from these sources (R16). */
  readonly complete?: boolean
  /** The bucket that a folder is a copy of, where its path does not say. */
  readonly bucket?: string
  /** Only events made with one of these access keys, or of one of these names; not both. */
  readonly accessKeys?: readonly string[]
  readonly eventNames?: readonly string[]
  /** Largest uncompressed log file in bytes; AWS's own limit is 50 MB. */
  readonly maxObjectBytes?: number
  readonly settling?: number
  readonly concurrency?: number
}

export interface RejectedObject {
  readonly uri: string
  readonly reason: string
}

/** The verb's own part of `ingest --json`. */
export interface IngestReport {
  readonly objects: {
    readonly seen: number
    readonly ingested: number
    readonly already: number
    readonly setAside: number
    readonly rejected: number
  }
  readonly events: {
    readonly read: number
    readonly new: number
    readonly duplicate: number
    readonly conflicting: number
  }
  readonly bytes: { readonly stored: number; readonly uncompressed: number }
  readonly rejected: readonly RejectedObject[]
  /** Folders, files and buckets in which there was no log file of CloudTrail at all. */
  readonly empty: readonly string[]
  readonly setAside: Readonly<Record<string, number>>
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly firstEvent: Instant | null
  readonly lastEvent: Instant | null
  readonly completeness: Readonly<Record<string, string>>
  readonly seconds: number
}

/** How far fetching events from AWS has come, before anything is read. */
export interface FetchProgress {
  readonly places: number
  readonly placesDone: number
  readonly events: number
  /** Account and region of the last answer, and the time of the last event in it. */
  readonly place: string
  readonly reached: Instant | null
  /** Share of the time asked for that is fetched, 0 to 1. */
  readonly done: number
}

export interface IngestProgress {
  readonly fetching?: FetchProgress
  readonly files: number
  readonly totalFiles: number | null
  readonly bytes: number
  readonly totalBytes: number | null
  readonly events: number
}
