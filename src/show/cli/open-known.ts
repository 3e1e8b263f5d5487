import type { Effects } from '../../effects.ts'
import type { Known } from '../../gather/verify/lake/known.ts'
import { WholetrailError } from '../../model/error.ts'
import type { OptionValues } from './command.ts'
import { workspaceOf } from './read-options.ts'
import { readSnapshots } from './workspace.ts'

/** What a workspace knows before anything is verified, to be closed. */
export interface OpenKnown {
  readonly known: Known
  readonly close: () => Promise<void>
}

/**
 * Snapshots, configuration events and the lake of the workspace, whatever of them there is: digests can be verified
 * without. Throws `invalid-snapshot`, `lake-damaged`.
 */
export const openKnown = async (options: OptionValues, effects: Effects): Promise<OpenKnown> => {
  const [{ emptyLake, openLake }, { loadEvidence }, { historyEvents }] = await Promise.all([
    import('../../gather/ingest/lake/open.ts'),
    import('../../reason/coverage/evidence.ts'),
    import('../../reason/coverage/history.ts'),
  ])
  const workspace = workspaceOf(options, effects)
  const snapshots = (await readSnapshots(workspace)).map((s) => s.snapshot)
  const found = await openLake(workspace).catch((error: unknown) => {
    if (error instanceof WholetrailError && error.code === 'lake-missing') return null
    throw error
  })
  const lake = found ?? (await emptyLake())
  const now = effects.now()
  const { manifest } = lake
  const { events } = await loadEvidence(lake.query, { snapshots, manifest, ledger: [], now })
  const known: Known = {
    now,
    snapshots,
    events,
    history: historyEvents(snapshots),
    manifest: found === null ? null : manifest,
    query: found === null ? null : lake.query,
  }
  return { known, close: lake.close }
}
