import type { Manifest, SourceRun } from '../../../model/manifest.ts'
import { hashText } from '../listing/hash.ts'
import type { Commit, EventFile, KnownObject, SightingFile } from './commit.ts'
import { objectLines } from './object-lines.ts'
import type { LakePaths } from './paths.ts'

/** A lake as its commits add up to, without its objects: of those there may be millions. */
export interface LakeFiles {
  readonly sequence: number
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  readonly objectFiles: readonly string[]
  readonly runs: readonly SourceRun[]
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly conflicts: Manifest['conflicts']
}

export interface LakeState extends LakeFiles {
  readonly objects: readonly KnownObject[]
}

/**
 * The last word on each object: one that was rejected or set aside and later read again at the same
 * place counts as what it is now. Content that was ingested once stays, whatever comes after.
 * Objects are shown to `see` in order, and then asked for again in the same order.
 */
const lastWord = () => {
  const latest = new Map<string, number>()
  let seen = 0
  let asked = 0
  return {
    see: ({ outcome, uri }: KnownObject): void => {
      const isDoubtful = outcome !== 'ingested'
      if (isDoubtful || latest.size > 0) {
        const place = hashText(uri)
        if (isDoubtful || latest.has(place)) latest.set(place, seen)
      }
      seen++
    },
    counts: ({ outcome, uri }: KnownObject): boolean => {
      const n = asked++
      return outcome === 'ingested' || latest.get(hashText(uri)) === n
    },
  }
}

/** The lines of objects that are the last word on them, read twice since they may be too many for memory. */
export const lastLines = async function* (
  paths: LakePaths,
  names: readonly string[],
): AsyncGenerator<readonly string[]> {
  const { see, counts } = lastWord()
  for await (const found of objectLines(paths, names)) for (const { object } of found) see(object)
  for await (const found of objectLines(paths, names))
    yield found.filter(({ object }) => counts(object)).map(({ line }) => line)
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

/** Adds up all but the objects of commits, oldest first. */
export const foldFiles = (commits: readonly Commit[]): LakeFiles => {
  const removed = new Set(commits.flatMap((c) => c.removed))
  const unknownKeys: Record<string, number> = {}
  for (const commit of commits) addKeys(unknownKeys, commit.unknownKeys)
  return {
    sequence: commits.at(-1)?.sequence ?? 0,
    events: commits.flatMap((c) => c.events).filter((f) => !removed.has(f.path)),
    sightings: commits.flatMap((c) => c.sightings).filter((f) => !removed.has(f.path)),
    objectFiles: commits.flatMap((c) => c.objects),
    runs: commits.flatMap((c) => c.runs),
    unknownKeys,
    conflicts: commits.findLast((c) => c.conflicts !== null)?.conflicts ?? [],
  }
}

/** Adds commits up, oldest first, with every object. */
export const foldCommits = async (
  paths: LakePaths,
  commits: readonly Commit[],
): Promise<LakeState> => {
  const files = foldFiles(commits)
  const objects: KnownObject[] = []
  const { see, counts } = lastWord()
  for await (const found of objectLines(paths, files.objectFiles))
    for (const { object } of found) {
      see(object)
      objects.push(object)
    }
  return { ...files, objects: objects.filter(counts) }
}

const rowsIn = (files: readonly { readonly rows: number }[]): number =>
  files.reduce((sum, f) => sum + f.rows, 0)

/** What reasoning knows of a lake's inputs. */
export const manifestOf = (state: LakeState): Manifest => ({
  runs: state.runs,
  objects: state.objects,
  conflicts: state.conflicts,
  unknownKeys: state.unknownKeys,
  events: rowsIn(state.events),
  sightings: rowsIn(state.events) + rowsIn(state.sightings),
})
