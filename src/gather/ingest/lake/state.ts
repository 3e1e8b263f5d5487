import { join } from 'node:path'
import type { Manifest, SourceRun } from '../../../model/manifest.ts'
import {
  type Commit,
  type EventFile,
  type KnownObject,
  readObjects,
  type SightingFile,
} from './commit.ts'
import type { LakePaths } from './paths.ts'

/** A lake as its commits add up to. */
export interface LakeState {
  readonly sequence: number
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  readonly objectFiles: readonly string[]
  readonly objects: readonly KnownObject[]
  readonly runs: readonly SourceRun[]
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly conflicts: Manifest['conflicts']
}

/**
 * The last word on each object: one that was rejected or set aside and later read again at the same
 * place counts as what it is now. Content that was ingested once stays, whatever comes after.
 */
const lastWord = (objects: readonly KnownObject[]): KnownObject[] => {
  const doubtful = new Set(objects.filter((o) => o.outcome !== 'ingested').map((o) => o.uri))
  if (doubtful.size === 0) return [...objects]
  const latest = new Map<string, KnownObject>()
  for (const object of objects) if (doubtful.has(object.uri)) latest.set(object.uri, object)
  return objects.filter((o) => o.outcome === 'ingested' || latest.get(o.uri) === o)
}

export const addKeys = (
  into: Record<string, number>,
  from: Readonly<Record<string, number>>,
): void => {
  for (const [key, count] of Object.entries(from))
    Object.defineProperty(into, key, {
      value: (Object.hasOwn(into, key) ? (into[key] as number) : 0) + count,
      enumerable: true,
      writable: true,
      configurable: true,
    })
}

/** Adds commits up, oldest first. */
export const foldCommits = async (
  paths: LakePaths,
  commits: readonly Commit[],
): Promise<LakeState> => {
  const removed = new Set(commits.flatMap((c) => c.removed))
  const objectFiles = commits.flatMap((c) => c.objects)
  const objects: KnownObject[] = []
  for (const name of objectFiles)
    for (const object of await readObjects(join(paths.objects, name))) objects.push(object)
  const unknownKeys: Record<string, number> = {}
  for (const commit of commits) addKeys(unknownKeys, commit.unknownKeys)
  return {
    sequence: commits.at(-1)?.sequence ?? 0,
    events: commits.flatMap((c) => c.events).filter((f) => !removed.has(f.path)),
    sightings: commits.flatMap((c) => c.sightings).filter((f) => !removed.has(f.path)),
    objectFiles,
    objects: lastWord(objects),
    runs: commits.flatMap((c) => c.runs),
    unknownKeys,
    conflicts: commits.findLast((c) => c.conflicts !== null)?.conflicts ?? [],
  }
}

const rowsIn = (files: readonly { readonly rows: number }[]): number =>
  files.reduce((sum, f) => sum + f.rows, 0)

/** What reasoning knows of a lake's inputs. */
export const manifestOf = (state: LakeState): Manifest => ({
  runs: state.runs,
  objects: state.objects.map(({ fingerprint: _, ...object }) => object),
  conflicts: state.conflicts,
  unknownKeys: state.unknownKeys,
  events: rowsIn(state.events),
  sightings: rowsIn(state.events) + rowsIn(state.sightings),
})
