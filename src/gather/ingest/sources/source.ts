import type { Effects } from '../../../effects.ts'
import type { FetchProgress } from '../../../model/ingest.ts'
import type { Completeness, HistoryFetch } from '../../../model/manifest.ts'
import type { Listed } from '../work/task.ts'

/** What a source is asked for. Times are of events; listing looks `settling` further (R27). */
export interface Wanted {
  readonly since: number | undefined
  readonly until: number | undefined
  readonly settling: number
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly complete: boolean
  readonly bucket: string | undefined
  readonly now: number
}

/** What a source that asks AWS needs of its surroundings. */
export interface Surroundings {
  readonly effects: Pick<Effects, 'now' | 'env' | 'signal'>
  readonly onFetch: (progress: FetchProgress) => void
}

/** A fetch of event history with the objects that hold it: it counts only when all of them were ingested. */
export type Fetched = HistoryFetch & { readonly uris: readonly string[] }

/** A place that log files come from. */
export interface Source {
  /**
   * Names everything that is there, one by one since there may be millions, and says how complete that is.
   * Throws `source-unreadable`, `aws`.
   */
  readonly list: (found: (object: Listed) => void) => Promise<{
    readonly completeness: readonly Completeness[]
    readonly history?: readonly Fetched[]
  }>
  /** The stored bytes of an object that has no path, or why they cannot be had. */
  readonly read: (object: Listed) => Promise<{ stored: Uint8Array } | { unreadable: string }>
}
