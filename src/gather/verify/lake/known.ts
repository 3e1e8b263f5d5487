import type { Query } from '../../../engine/sql.ts'
import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'

/** What the workspace knows before anything is verified. `query` is null where there is no lake. */
export interface Known {
  readonly now: Instant
  readonly snapshots: readonly Snapshot[]
  readonly events: readonly ConfigurationEvent[]
  /** Those of them that AWS itself answered, whatever files tell them as well: what snapshots hold of event history. */
  readonly history?: readonly ConfigurationEvent[]
  readonly manifest: Manifest | null
  readonly query: Query | null
}
