import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import { claimOfKey, type KeyClaim } from '../../objects/key.ts'
import { type Place, placeOfDigest, placeOfFolders } from '../../objects/place.ts'
import type { Listed } from '../work/task.ts'
import { completenessOf } from './claims.ts'
import type { Source, Wanted } from './source.ts'
import { isWanted } from './wanted.ts'

interface Entry {
  readonly path: string
  readonly bytes: number
}

/**
 * Every file below a folder, through links as well, named by the way that led there. `above` are the real folders on
 * that way: a link back to one of them leads nowhere new.
 */
const walk = async (folder: string, skip: string, above: readonly string[]): Promise<Entry[]> => {
  const real = await realpath(folder)
  if (real === skip || above.includes(real)) return []
  const out: Entry[] = []
  for (const { name } of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true)
      for (const entry of await walk(path, skip, [...above, real])) out.push(entry)
    else if (found?.isFile() !== false) out.push({ path, bytes: found?.size ?? 0 })
  }
  return out
}

const entriesOf = async (
  root: string,
  skip: string,
): Promise<{ readonly isFile: boolean; readonly entries: readonly Entry[] }> => {
  try {
    const found = await stat(root)
    return found.isDirectory()
      ? { isFile: false, entries: await walk(root, skip, []) }
      : { isFile: true, entries: [{ path: root, bytes: found.size }] }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new WholetrailError('source-unreadable', `cannot read ${root}: ${code}`, {
      hint: 'name a folder, a file, or s3://bucket/prefix',
      cause,
    })
  }
}

const slashed = (path: string): string => path.split(sep).join('/')

/** What stands above `AWSLogs/` inside the source; nothing where the source itself lies inside. */
const foldersAbove = (root: string, before: string): readonly string[] => {
  const base = slashed(root)
  return before.startsWith(base) ? before.slice(base.length).split('/').filter(Boolean) : []
}

/** The place of each layout among the files: by its digests where it has some, else by its folders. */
const placesOf = async (
  root: string,
  entries: readonly { entry: Entry; claim: KeyClaim }[],
  bucket: string | undefined,
): Promise<ReadonlyMap<string, Place>> => {
  const places = new Map<string, Place>()
  const digests = new Map<string, string>()
  for (const { entry, claim } of entries) {
    if (claim.before === null) continue
    if (!places.has(claim.before)) {
      const above = foldersAbove(root, claim.before)
      const own = basename(above.length > 0 ? root : claim.before || root)
      places.set(claim.before, placeOfFolders(above, own, bucket))
    }
    if (claim.kind === 'digest' && !digests.has(claim.before)) digests.set(claim.before, entry.path)
  }
  if (bucket !== undefined) return places
  for (const [before, path] of digests) {
    const stated = await placeOfDigest(path)
    if (stated !== undefined) places.set(before, stated)
  }
  return places
}

/**
 * A folder tree or one file. A folder cannot tell what is missing from it, so it is partial unless the
 * user asserts otherwise (R16). The workspace itself is left out where it lies inside.
 */
export const files = (source: string, wanted: Wanted, workspace: string): Source => ({
  list: async () => {
    const root = await realpath(resolve(source)).catch(() => resolve(source))
    const found = await entriesOf(root, await realpath(workspace).catch(() => workspace))
    const entries = found.entries
      .map((entry) => ({ entry, claim: claimOfKey(slashed(entry.path)) }))
      .filter(({ claim }) => isWanted(claim, wanted))
    const places = await placesOf(root, entries, wanted.bucket)
    const unknown: Place = { bucket: wanted.bucket ?? null, prefix: null }
    const objects = entries.map(({ entry, claim }): Listed => {
      const place = places.get(claim.before ?? '\u0000') ?? unknown
      return { ...entry, ...place, uri: entry.path, source, etag: null, claim }
    })
    return {
      objects,
      completeness: completenessOf({ path: slashed(root), isFile: found.isFile }, objects, wanted),
    }
  },
  read: async ({ uri }) => ({ unreadable: `not a file: ${relative('.', uri)}` }),
})
