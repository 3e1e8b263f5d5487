import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Expectations } from './expectations.ts'
import type { LakeFacts } from './lake-facts.ts'

/** What checks judge: one snapshot, what is expected of it, and what the logs show where there is a lake. */
export interface World {
  readonly snapshot: Snapshot
  readonly now: Instant
  readonly expectations: Expectations
  readonly lake: LakeFacts | undefined
  /** Remembers what several checks need, under a name, for as long as the world lives. */
  readonly once: <T>(name: string, compute: () => T) => T
}
