import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import { claimOfKey, type KeyClaim } from '../../objects/key.ts'
import { type Place, placeOfDigest, placeOfFolders } from '../../objects/place.ts'
import { Numbers } from '../listing/numbers.ts'
import { Texts } from '../listing/texts.ts'
import type { Listed } from '../work/task.ts'
import { completenessOf } from './claims.ts'
import type { Source, Wanted } from './source.ts'
import { isWanted } from './wanted.ts'

interface Entry {
  readonly path: string
  readonly bytes: number
}

/** Takes what is found, one by one: there may be millions. */
type Found = (entry: Entry) => void

/**
 * Every file below a folder, through links as well, named by the way that led there. `above` are the real folders on
 * that way: a link back to one of them leads nowhere new.
 */
const walk = async (
  folder: string,
  skip: string,
  above: readonly string[],
  found: Found,
): Promise<void> => {
  const real = await realpath(folder)
  if (real === skip || above.includes(real)) return
  for (const { name } of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, name)
    const at = await stat(path).catch(() => undefined)
    if (at?.isDirectory() === true) await walk(path, skip, [...above, real], found)
    else if (at?.isFile() !== false) found({ path, bytes: at?.size ?? 0 })
  }
}

/** Finds the files of a source; whether it is one file. */
const entriesOf = async (root: string, skip: string, found: Found): Promise<boolean> => {
  try {
    const at = await stat(root)
    if (at.isDirectory()) await walk(root, skip, [], found)
    else found({ path: root, bytes: at.size })
    return !at.isDirectory()
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
const placesIn = (root: string, bucket: string | undefined) => {
  const places = new Map<string, Place>()
  const digests = new Map<string, string>()
  return {
    add: ({ path }: Entry, { before, kind }: KeyClaim): void => {
      if (before === null) return
      if (!places.has(before)) {
        const above = foldersAbove(root, before)
        const own = basename(above.length > 0 ? root : before || root)
        places.set(before, placeOfFolders(above, own, bucket))
      }
      if (kind === 'digest' && !digests.has(before)) digests.set(before, path)
    },
    places: async (): Promise<ReadonlyMap<string, Place>> => {
      if (bucket !== undefined) return places
      for (const [before, path] of digests) {
        const stated = await placeOfDigest(path)
        if (stated !== undefined) places.set(before, stated)
      }
      return places
    },
  }
}

/**
 * A folder tree or one file. A folder cannot tell what is missing from it, so it is partial unless the
 * user asserts otherwise (R16). The workspace itself is left out where it lies inside.
 */
export const files = (source: string, wanted: Wanted, workspace: string): Source => ({
  list: async (found) => {
    const root = await realpath(resolve(source)).catch(() => resolve(source))
    const skip = await realpath(workspace).catch(() => workspace)
    const layouts = placesIn(root, wanted.bucket)
    // Where a file belongs is known once all were seen.
    const paths = new Texts()
    const sizes = new Numbers()
    const isFile = await entriesOf(root, skip, (entry) => {
      const claim = claimOfKey(slashed(entry.path))
      if (!isWanted(claim, wanted)) return
      layouts.add(entry, claim)
      paths.add(entry.path)
      sizes.add(entry.bytes)
    })
    const places = await layouts.places()
    const unknown: Place = { bucket: wanted.bucket ?? null, prefix: null }
    const completeness = completenessOf({ path: slashed(root), isFile }, wanted)
    for (let n = 0; n < paths.count; n++) {
      const path = paths.at(n)
      const claim = claimOfKey(slashed(path))
      const place = places.get(claim.before ?? '\u0000') ?? unknown
      const file = { path, uri: path, bytes: sizes.at(n) ?? 0, etag: null }
      const object: Listed = { ...file, ...place, source, claim }
      completeness.add(object)
      found(object)
    }
    return { completeness: completeness.claims() }
  },
  read: async ({ uri }) => ({ unreadable: `not a file: ${relative('.', uri)}` }),
})
