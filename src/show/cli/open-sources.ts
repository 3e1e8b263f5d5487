import type { Effects } from '../../effects.ts'
import type { Query } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts'
import { formatInstant } from '../../model/time.ts'
import type { OptionValues } from './command.ts'
import { lengthOf, workspaceOf } from './read-options.ts'
import { readSnapshots } from './workspace.ts'

/** A workspace opened for judgement: events, evidence, and what to say of them in a document. */
export interface Sources {
  readonly query: Query
  readonly evidence: Evidence
  readonly settings: Settings
  readonly inputs: Readonly<Record<string, unknown>>
  readonly close: () => Promise<void>
}

/** Opens the lake and the snapshots of the workspace. Throws `lake-missing`, `invalid-snapshot`. */
export const openSources = async (options: OptionValues, effects: Effects): Promise<Sources> => {
  const [{ openLake }, { loadEvidence }] = await Promise.all([
    import('../../gather/ingest/lake/open.ts'),
    import('../../reason/coverage/evidence.ts'),
  ])
  const workspace = workspaceOf(options, effects)
  const snapshots = await readSnapshots(workspace)
  const lake = await openLake(workspace)
  const settling = lengthOf(options, 'settling')
  const evidence = await loadEvidence(lake.query, {
    snapshots: snapshots.map((s) => s.snapshot),
    manifest: lake.manifest,
    ledger: [],
    now: effects.now(),
  })
  return {
    query: lake.query,
    evidence,
    settings: settling === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, settling },
    inputs: {
      workspace,
      snapshots: snapshots.map((s) => ({
        file: s.file,
        collectedAt: formatInstant(s.snapshot.collectedAt),
      })),
      lake: {
        objects: lake.manifest.objects.length,
        events: lake.manifest.events,
        sightings: lake.manifest.sightings,
      },
    },
    close: lake.close,
  }
}
