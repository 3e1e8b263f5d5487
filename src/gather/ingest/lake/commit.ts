import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { SourceObject, SourceRun } from '../../../model/manifest.ts'
import type { FilterPlaces } from '../bloom/in-file.ts'
import { checksumOf, isSealed, nameWith, sealed } from './checksum.ts'
import { type Day, type LakePaths, sequenceName } from './paths.ts'

/** A Parquet file of events of one day; the path is relative to the lake. */
export interface EventFile {
  readonly path: string
  readonly day: Day
  readonly rows: number
  readonly bytes: number
  /** Tells which names the file cannot hold. Files of earlier versions have none. */
  readonly filters?: FilterPlaces
}

export interface SightingFile {
  readonly path: string
  readonly rows: number
  /** Files of earlier versions do not tell. */
  readonly bytes?: number
}

/** What an ingested object is recognised by when it is met again: a hash or an ETag of the stored bytes. */
export type KnownObject = SourceObject & { readonly fingerprint: string | null }

/**
 * One step of the lake, written last and atomically: a lake is what its commits say and nothing else,
 * so a killed run leaves files that no one sees.
 */
export interface Commit {
  /** Of version 1 there is no checksum. */
  readonly version: 1 | 2
  readonly sequence: number
  /** Everything before this commit is in it: earlier ones are not read. */
  readonly whole: boolean
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  /** Files that compaction has put into others. */
  readonly removed: readonly string[]
  /** Names of files in `objects/`. */
  readonly objects: readonly string[]
  readonly runs: readonly SourceRun[]
  readonly unknownKeys: Readonly<Record<string, number>>
  /** Event ids seen with different content (R20), with the objects that hold them; the last list counts. */
  readonly conflicts:
    | readonly { readonly eventId: string; readonly objects: readonly number[] }[]
    | null
}

export const emptyCommit = (sequence: number): Commit => ({
  version: 2,
  sequence,
  whole: false,
  events: [],
  sightings: [],
  removed: [],
  objects: [],
  runs: [],
  unknownKeys: {},
  conflicts: null,
})

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Makes a step visible. Files that it names must be on disk already. */
export const writeCommit = async (paths: LakePaths, commit: Commit): Promise<void> => {
  await mkdir(paths.commits, { recursive: true })
  const path = join(paths.commits, `${sequenceName(commit.sequence)}.json`)
  await writeAtomically(path, sealed(commit))
  await syncFolder(paths.commits)
}

/** Writes objects beside the commit that will name them; returns the name, which holds their checksum. */
export const writeObjects = async (
  paths: LakePaths,
  step: string,
  objects: readonly KnownObject[],
): Promise<string> => {
  const lines = objects.map((o) => `${JSON.stringify(o)}\n`).join('')
  const name = nameWith(step, checksumOf(lines))
  await writeAtomically(join(paths.objects, name), lines)
  return name
}

/** A file of a lake that is not as it was written. */
export const damaged = (path: string, cause: unknown) =>
  new WholetrailError('lake-damaged', `cannot read ${path}`, {
    hint: 'ingest into a new workspace, or restore this file from a copy',
    cause,
  })

/** A folder that cannot be read is no empty lake: what its commits list must not be taken for garbage. */
const namesOf = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw damaged(folder, error)
  })
  return names.filter((n) => /^\d{8}\.json$/.test(n)).sort()
}

const readCommit = async (path: string): Promise<Commit> => {
  try {
    const text = await readFile(path, 'utf8')
    const commit = JSON.parse(text) as Commit
    if (commit.version !== 1 && commit.version !== 2) throw new Error(`version ${commit.version}`)
    if (commit.version === 2 && !isSealed(text)) throw new Error('its checksum is wrong')
    return commit
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    throw damaged(path, error)
  }
}

/**
 * The commits that make a lake, oldest first. Throws `lake-damaged` when one between is missing: events
 * may not vanish unseen.
 */
export const readCommits = async (paths: LakePaths, tries = 5): Promise<readonly Commit[]> => {
  try {
    const out: Commit[] = []
    for (const name of (await namesOf(paths.commits)).reverse()) {
      const commit = await readCommit(join(paths.commits, name))
      const later = out.at(-1)
      if (later !== undefined && later.sequence !== commit.sequence + 1)
        throw damaged(join(paths.commits, `${sequenceName(later.sequence - 1)}.json`), undefined)
      out.push(commit)
      if (commit.whole) break
    }
    const first = out.at(-1)
    if (first !== undefined && !first.whole && first.sequence !== 1)
      throw damaged(join(paths.commits, `${sequenceName(first.sequence - 1)}.json`), undefined)
    return out.reverse()
  } catch (error) {
    // A writer folds old commits into one and removes them while we read.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && tries > 1)
      return readCommits(paths, tries - 1)
    throw error
  }
}
