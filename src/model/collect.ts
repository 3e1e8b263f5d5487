import type { AwsAccess } from './aws-access.ts'
import type { UnknownReason } from './observed.ts'
import type { Snapshot } from './snapshot.ts'

/** What `collect` is asked to do. */
export interface CollectOptions extends AwsAccess {
  readonly workspace: string
  /** Every account of the organisation. */
  readonly org?: boolean
  /** These accounts and no others; the caller's own where neither this nor `org` is given. */
  readonly accounts?: readonly string[]
  /** These regions; the rest stays unknown. All enabled ones where absent. */
  readonly regions?: readonly string[]
  /** Whether event history is looked up, two look-ups a second per account and region. */
  readonly history?: boolean
  /** Whether Cost Explorer is asked, for which AWS charges $0.01 a request. */
  readonly costExplorer?: boolean
  readonly concurrency?: number
  readonly maxAttempts?: number
  /** Leaves aside what an interrupted run has read. */
  readonly fresh?: boolean
}

export interface CollectProgress {
  readonly accounts: number
  readonly step: string
  /** Runs of probes: done and in all, of this step. */
  readonly done: number
  readonly total: number
  /** The run that ended last. */
  readonly probe: string
  readonly account: string
  readonly region: string
  readonly calls: number
  readonly throttles: number
  /** Microseconds until this step is done, once that can be told. */
  readonly left: number | null
}

/** One kind of thing that stayed unknown, and why. */
export interface UnknownGroup {
  readonly reason: UnknownReason
  /** As the snapshot names it: `buckets.policy`. */
  readonly what: string
  readonly count: number
  readonly accounts: readonly string[]
  /** What AWS said the first time. */
  readonly detail: string | null
}

export interface CollectReport {
  readonly snapshot: Snapshot
  /** Path of the snapshot. */
  readonly file: string
  readonly calls: number
  readonly throttles: number
  readonly seconds: number
  /** Runs of probes, and how many of them an interrupted run had done. */
  readonly runs: number
  readonly reused: number
  /** Probes that failed: a defect of ours, or an answer that no one foresaw. */
  readonly failed: readonly {
    readonly probe: string
    readonly account: string
    readonly region: string
    readonly message: string
  }[]
  /** Things that changed while they were read. */
  readonly notes: readonly string[]
  readonly unknown: readonly UnknownGroup[]
}
