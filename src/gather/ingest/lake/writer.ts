import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import type { Manifest, SourceRun } from '../../../model/manifest.ts'
import { later } from '../later.ts'
import type { BatchResult } from '../work/task.ts'
import { checkFiles } from './check-files.ts'
import {
  type Commit,
  type EventFile,
  emptyCommit,
  readCommits,
  writeCommit,
  writeObjects,
} from './commit.ts'
import { compact } from './compact.ts'
import { findConflicts, mergeConflicts } from './conflicts.ts'
import { keepForReaders, removeGarbage } from './garbage.ts'
import { KnownObjects } from './known-objects.ts'
import { objectLines, writeLines } from './object-lines.ts'
import { makeViews } from './open.ts'
import { type LakePaths, sequenceName } from './paths.ts'
import { foldFiles, type LakeFiles, lastLines } from './state.ts'

/** After so many commits they are written as one, so that opening a lake stays quick. */
const FOLD_AFTER = 32

/** The one who may change a lake: holds the lock while it lives. */
export interface LakeWriter {
  /** The lake as it was when the writer began. */
  readonly before: LakeFiles
  /** What it had accounted for then. */
  readonly known: KnownObjects
  readonly filesOfDay: (day: number) => readonly EventFile[]
  /** Makes a batch's files visible. Batches come in order. */
  readonly commit: (result: BatchResult) => Promise<void>
  /** Ends a run: conflicts, compaction, and what the run says of its sources. */
  readonly finish: (run: SourceRun) => Promise<{ conflicts: Manifest['conflicts'] }>
  readonly close: () => Promise<void>
}

const knownIn = async (paths: LakePaths, names: readonly string[]): Promise<KnownObjects> => {
  const known = new KnownObjects()
  for await (const found of objectLines(paths, names))
    for (const { object } of found) known.add(object)
  return known
}

/** Needs the lock. Removes what earlier runs left behind. Throws `lake-damaged`. */
export const openWriter = async (paths: LakePaths): Promise<LakeWriter> => {
  const commits: Commit[] = [...(await readCommits(paths))]
  const before = foldFiles(commits)
  checkFiles(paths, before)
  if (commits.length > 0) await removeGarbage(paths, before)
  const known = await knownIn(paths, before.objectFiles)
  const files = new Map<number, EventFile[]>()
  const addFile = (file: EventFile) => {
    const list = files.get(file.day)
    if (list === undefined) files.set(file.day, [file])
    else list.push(file)
  }
  before.events.forEach(addFile)
  const fresh: EventFile[] = []
  let sightings = 0
  /** Opened for the end of the run while batches are still being read: it takes a while. */
  let engine: Promise<Database> | undefined
  const openEngine = () =>
    (engine ??= later(openDatabase({ temporary: paths.spill, memoryLimit: '400MB' })))

  const add = async (part: Partial<Commit>): Promise<void> => {
    const commit = { ...emptyCommit((commits.at(-1)?.sequence ?? 0) + 1), ...part }
    await writeCommit(paths, commit)
    commits.push(commit)
  }

  const fold = async (state: LakeFiles): Promise<void> => {
    const step = `${sequenceName(state.sequence + 1)}-whole`
    const name = await writeLines(paths, step, lastLines(paths, state.objectFiles))
    await keepForReaders(state.objectFiles.map((old) => join(paths.objects, old)))
    await add({
      whole: true,
      events: state.events,
      sightings: state.sightings,
      objects: [name],
      runs: state.runs,
      unknownKeys: state.unknownKeys,
      conflicts: state.conflicts,
    })
    const folded = commits.slice(0, -1)
    await Promise.all(
      folded.map((c) =>
        rm(join(paths.commits, `${sequenceName(c.sequence)}.json`), { force: true }),
      ),
    )
  }

  return {
    before,
    known,
    filesOfDay: (day) => files.get(day) ?? [],
    commit: async (result) => {
      const objects = result.objects.filter((o) => !known.isRejectedAsBefore(o))
      const sequence = (commits.at(-1)?.sequence ?? 0) + 1
      const step = `${sequenceName(sequence)}-${Date.now().toString(36)}`
      const names = objects.length === 0 ? [] : [await writeObjects(paths, step, objects)]
      if (names.length === 0 && result.events.length + result.sightings.length === 0) return
      const { events, sightings: seen, unknownKeys } = result
      await add({ events, sightings: seen, objects: names, unknownKeys })
      events.forEach(addFile)
      fresh.push(...events)
      sightings += seen.length
      if (events.length + seen.length > 0) openEngine()
    },
    finish: async (run) => {
      const state = foldFiles(commits)
      let conflicts = state.conflicts
      let compacted = { events: [], sightings: [], removed: [] } as Awaited<
        ReturnType<typeof compact>
      >
      if (fresh.length > 0 || sightings > 0) {
        const database = await openEngine()
        await makeViews(database, paths, state)
        const among =
          fresh.length === state.events.length
            ? null
            : parquetFiles(fresh.map((f) => join(paths.root, f.path)))
        if (fresh.length > 0)
          conflicts = mergeConflicts(conflicts, await findConflicts(database.query, among))
        compacted = await compact(database, paths, state)
      }
      await keepForReaders(compacted.removed.map((old) => join(paths.root, old)))
      await add({ ...compacted, runs: [run], conflicts })
      if (commits.length > FOLD_AFTER) await fold(foldFiles(commits))
      return { conflicts }
    },
    close: async () => {
      await engine?.then(
        ({ close }) => close(),
        () => undefined,
      )
    },
  }
}
