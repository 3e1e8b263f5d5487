import type { Completeness } from '../../../model/manifest.ts'
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

/** A place that log files come from. */
export interface Source {
  /** Everything that is there, and how complete that is. Throws `source-unreadable`, `aws`. */
  readonly list: () => Promise<{
    readonly objects: readonly Listed[]
    readonly completeness: readonly Completeness[]
  }>
  /** The stored bytes of an object that has no path, or why they cannot be had. */
  readonly read: (object: Listed) => Promise<{ stored: Uint8Array } | { unreadable: string }>
}
