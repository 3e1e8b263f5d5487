import { basename, dirname } from 'node:path'
import type { Instant } from '../../../../model/time.ts'
import { placeOfFolders } from '../../../objects/place.ts'
import { walkLayout } from '../bucket/walk.ts'
import { DIGESTS, folderOf } from '../layout.ts'
import type { Folder } from '../store.ts'
import type { Unlisted } from '../unlisted.ts'
import { disk } from './disk.ts'
import { newestBelow } from './newest.ts'
import { type Origin, statedByMost } from './stated.ts'
import type { Tree } from './tree.ts'

/** A folder of a layout in a copy, under its name in S3. */
export interface CopiedFolder {
  readonly folder: Folder
  readonly kinds: readonly string[]
  /** The path of a kind of files, with its last slash. */
  readonly pathOf: (kind: string) => string
}

/** One `AWSLogs/` of a copy. */
export interface LayoutCopy {
  readonly path: string
  readonly origin: Origin
  /** Told by digests: else guessed by the names of folders. */
  readonly isStated: boolean
  readonly folders: readonly CopiedFolder[]
  /** The latest instant that a name tells. */
  readonly newest: Instant | undefined
}

/** Digests that are asked for the origin. */
const WITNESSES = 9

const foldersOnDisk =
  (unlisted: (folder: Unlisted) => void) =>
  async (folder: string): Promise<readonly string[]> => {
    const entries = await disk.entries(folder).catch((error: NodeJS.ErrnoException) => {
      unlisted({ uri: folder, why: `cannot read ${folder}: ${error.code}` })
      return []
    })
    return entries
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => `${folder}${name}/`)
  }

/** By the folders between the source and `AWSLogs/`, the first that may be a bucket; else by the one above. */
const guessed = (path: string, root: string): Origin => {
  const above = dirname(path)
  const inside = above.startsWith(`${root}/`) ? above.slice(root.length + 1).split('/') : []
  const own = basename(above)
  const place = placeOfFolders(inside, own, undefined)
  return { bucket: place.bucket ?? (own || 'copy'), prefix: place.prefix ?? '', organization: null }
}

/** Reads the folders of a layout down to its regions, and where it came from. What cannot be read is told to `unlisted`. */
export const layoutCopy = async (
  { path, inside }: Tree['layouts'][number],
  root: string,
  accounts: readonly string[],
  unlisted: (folder: Unlisted) => void,
): Promise<LayoutCopy> => {
  const found = await walkLayout(foldersOnDisk(unlisted), '', path, { inside, accounts })
  const pathOf = (folder: Folder) => (kind: string) =>
    `${path}${folderOf({ ...folder, prefix: '' }, kind).slice('AWSLogs/'.length)}`
  const newest = await Promise.all(
    found.flatMap(({ folder, kinds }) => kinds.map((kind) => newestBelow(pathOf(folder)(kind)))),
  )
  const times = newest.flatMap((file) => file?.named ?? [])
  const digests = newest.flatMap((file) => (file?.path.includes(`/${DIGESTS}/`) ? file.path : []))
  const stated = await statedByMost(digests.slice(0, WITNESSES))
  const origin = stated ?? guessed(path, root)
  return {
    path,
    origin,
    isStated: stated !== undefined,
    folders: found.map(({ folder, kinds }) => ({
      folder: { ...folder, bucket: origin.bucket, prefix: origin.prefix },
      kinds,
      pathOf: pathOf(folder),
    })),
    newest: times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b)),
  }
}
