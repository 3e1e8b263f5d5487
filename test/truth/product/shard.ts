import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ingest } from '../../../src/gather/ingest/ingest.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { type Snapshot, snapshotSchema } from '../../../src/model/snapshot.ts'
import type { AskSources } from '../../../src/pipeline.ts'
import { loadEvidence } from '../../../src/reason/coverage/evidence.ts'
import type { Simulated } from '../aws/simulate.ts'
import { DAWN, LATE } from '../world/clock.ts'
import { DAYS, SECOND_IN_MICROS } from '../world/time.ts'
import { quiet } from './effects.ts'
import { type MemoryLake, memoryLake } from './memory.ts'
import { manifestOf, objectsByFolder } from './restrict.ts'
import { folderOf, storeFiles } from './store.ts'

/** Many worlds in one lake, ingested from real files. */
export interface Shard {
  readonly sourcesOf: (s: Simulated) => Promise<AskSources>
  readonly close: () => Promise<void>
}

/** Worlds that one run of `ingest` can take in: read at the same time, and asserted alike. */
const runOf = (s: Simulated) => `${s.world.now} ${s.handover.completeness === 'partial'}`

const ingestTogether = async (
  root: string,
  workspace: string,
  worlds: readonly Simulated[],
): Promise<void> => {
  const [first] = worlds
  if (first === undefined) return
  await ingest(
    {
      sources: worlds.map((s) => folderOf(root, s)),
      workspace,
      complete: first.handover.completeness !== 'partial',
      since: (DAWN - 2 * DAYS) * SECOND_IN_MICROS,
      until: LATE * SECOND_IN_MICROS,
    },
    quiet(first.world.now * SECOND_IN_MICROS),
  )
}

const sourcesFrom = async (
  lake: MemoryLake,
  manifest: Manifest,
  s: Simulated,
): Promise<AskSources> => {
  await lake.use(s)
  const { query } = lake
  const snapshots: Snapshot[] = s.snapshots.map((x) => snapshotSchema.parse(x))
  const now = s.world.now * SECOND_IN_MICROS
  const evidence = await loadEvidence(query, { snapshots, manifest, ledger: s.ledger, now })
  return { query, evidence, settings: DEFAULT_SETTINGS }
}

/** Writes the log files of some worlds, ingests them and opens the lake. */
export const openShard = async (worlds: readonly Simulated[]): Promise<Shard> => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'wholetrail-truth-')))
  const root = join(home, 's3')
  const workspace = join(home, 'workspace')
  await mkdir(workspace)
  const runs = new Map<string, Simulated[]>()
  for (const s of worlds) {
    await storeFiles(root, s)
    runs.set(runOf(s), [...(runs.get(runOf(s)) ?? []), s])
  }
  for (const together of runs.values()) await ingestTogether(root, workspace, together)
  const { manifest, close } = await openLake(workspace)
  await close()
  const lake = await memoryLake(workspace)
  const objects = objectsByFolder(root, manifest.objects)
  const restricted = (s: Simulated): Manifest => {
    const folder = folderOf(root, s)
    return manifestOf(manifest, folder, objects.get(folder) ?? [], s)
  }
  return {
    sourcesOf: (s) => sourcesFrom(lake, restricted(s), s),
    close: async () => {
      await lake.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
