import type { Effects } from '../../effects.ts'
import type { Query } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import { WholetrailError } from '../../model/error.ts'
import type { Manifest } from '../../model/manifest.ts'
import { quoted } from '../../model/quoted.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { formatInstant } from '../../model/time.ts'
import { logSources } from '../log-sources.ts'
import type { OptionValues } from './command.ts'
import { lengthOf, text, workspaceOf } from './read-options.ts'
import { readSnapshots, type SnapshotOnDisk } from './workspace.ts'

/** A workspace opened for judgement: events, evidence, and what to say of them in a document. */
export interface Sources {
  readonly query: Query
  readonly evidence: Evidence
  readonly settings: Settings
  readonly inputs: Readonly<Record<string, unknown>>
  readonly close: () => Promise<void>
}

const newest = (snapshots: readonly SnapshotOnDisk[]): Snapshot | undefined =>
  snapshots.map((s) => s.snapshot).toSorted((a, b) => b.collectedAt - a.collectedAt)[0]

/** What to ingest first: the log buckets of the newest snapshot, else what every account has. */
const withIngest = (
  error: WholetrailError,
  options: OptionValues,
  snapshots: readonly SnapshotOnDisk[],
  withoutLake: boolean,
) => {
  const collect = withoutLake ? ', or wholetrail collect, whose snapshot alone is enough,' : ''
  const key = text(options, 'key')
  const history = `wholetrail ingest event-history${key === undefined ? '' : ` --access-key ${quoted(key)}`}`
  const latest = newest(snapshots)
  const sources = (latest === undefined ? [] : logSources(latest)).slice(0, 3)
  const logs = sources.map((source) => `wholetrail ingest ${source}`)
  return new WholetrailError(error.code, error.message, {
    hint: `run ${[...(logs.length === 0 ? ['wholetrail ingest SOURCE'] : logs), history].join(', or ')}${collect} first, or name another --workspace`,
    cause: error,
  })
}

/** A hash as the manifest holds it already, so that a year of them is not held twice. */
const hashesOf = ({ objects }: Manifest): ((hash: string) => string) => {
  const held = new Map(objects.flatMap(({ sha256 }) => (sha256 === null ? [] : [[sha256, sha256]])))
  return (hash) => held.get(hash) ?? hash
}

/**
 * Opens the lake, the snapshots and the ledger of the workspace. `withoutLake`: a snapshot alone is enough. Throws
 * `lake-missing`, `lake-damaged`, `invalid-snapshot`.
 */
export const openSources = async (
  options: OptionValues,
  effects: Effects,
  { withoutLake = false }: { readonly withoutLake?: boolean } = {},
): Promise<Sources> => {
  const [{ emptyLake, openLake }, { readCompacted }, { loadEvidence }] = await Promise.all([
    import('../../gather/ingest/lake/open.ts'),
    import('../../gather/verify/ledger/read-compacted.ts'),
    import('../../reason/coverage/evidence.ts'),
  ])
  const workspace = workspaceOf(options, effects)
  const snapshots = await readSnapshots(workspace)
  const lake = await openLake(workspace).catch((error: unknown) => {
    if (!(error instanceof WholetrailError) || error.code !== 'lake-missing') throw error
    if (withoutLake && snapshots.length > 0) return emptyLake()
    throw withIngest(error, options, snapshots, withoutLake)
  })
  const settling = lengthOf(options, 'settling')
  const evidence = await loadEvidence(lake.query, {
    snapshots: snapshots.map((s) => s.snapshot),
    manifest: lake.manifest,
    ledger: await readCompacted(workspace, hashesOf(lake.manifest)),
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
