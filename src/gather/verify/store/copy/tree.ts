import { realpath } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { WholetrailError } from '../../../../model/error.ts'
import { claimOfKey } from '../../../objects/key.ts'
import type { Unlisted } from '../unlisted.ts'
import { disk, SIDECAR } from './disk.ts'

/** With `/` between its folders, whatever the system. */
export const slashed = (path: string): string => path.split(sep).join('/')

export interface LooseFile {
  readonly path: string
  readonly bytes: number
}

/** The name in S3 of a file that someone uncompressed: the hashes of digests are of uncompressed bytes. */
export const nameInS3 = (path: string): string => (path.endsWith('.json') ? `${path}.gz` : path)

/** What of a folder tree may hold files of CloudTrail. */
export interface Tree {
  /** `.../AWSLogs/`, each with the names inside it that the source goes on with. */
  readonly layouts: readonly { readonly path: string; readonly inside: readonly string[] }[]
  /** Files of CloudTrail by their names that lie in no layout: a part of one, or one folder for all. */
  readonly loose: readonly LooseFile[]
}

const unreadable = (root: string, cause: unknown): WholetrailError =>
  new WholetrailError(
    'source-unreadable',
    `cannot read ${root}: ${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}`,
    { hint: 'name a folder with a copy of a log bucket, or s3://bucket/prefix', cause },
  )

const isOfCloudTrail = (path: string): boolean =>
  !path.endsWith(SIDECAR) && claimOfKey(basename(path)).kind !== undefined

/** `above` are the real folders on the way: a link back to one of them leads nowhere new. */
const walk = async (
  folder: string,
  skip: string,
  above: readonly string[],
  unlisted: (folder: Unlisted) => void,
): Promise<Tree> => {
  const real = await realpath(folder)
  if (real === skip || above.includes(real)) return { layouts: [], loose: [] }
  const layouts: { path: string; inside: readonly string[] }[] = []
  const loose: LooseFile[] = []
  const entries = await disk.entries(folder).catch((error: NodeJS.ErrnoException) => {
    if (above.length === 0) throw error
    unlisted({ uri: `${slashed(folder)}/`, why: `cannot read ${folder}: ${error.code}` })
    return []
  })
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile() && !isOfCloudTrail(path)) continue
    const found = await disk.stat(path).catch(() => undefined)
    if (found === undefined) continue
    if (!found.isDirectory()) {
      if (isOfCloudTrail(path)) loose.push({ path, bytes: found.size })
    } else if (entry.name === 'AWSLogs') layouts.push({ path: `${slashed(path)}/`, inside: [] })
    else {
      const below = await walk(path, skip, [...above, real], unlisted)
      for (const layout of below.layouts) layouts.push(layout)
      for (const file of below.loose) loose.push(file)
    }
  }
  return { layouts, loose }
}

/** A source that lies inside a layout: `AWSLogs/` above it, and the names down to it. */
const insideLayout = (root: string): Tree['layouts'][number] | undefined => {
  const parts = slashed(root).split('/')
  const at = parts.lastIndexOf('AWSLogs')
  return at < 0
    ? undefined
    : { path: `${parts.slice(0, at + 1).join('/')}/`, inside: parts.slice(at + 1) }
}

/**
 * Looks through a folder of any depth, down to its layouts; `skip` (the workspace) is left out, a folder that
 * cannot be read is told to `unlisted`. Throws `source-unreadable`.
 */
export const treeOf = async (
  source: string,
  skip: string,
  unlisted: (folder: Unlisted) => void,
): Promise<Tree> => {
  const root = await realpath(resolve(source)).catch((cause: unknown) => {
    throw unreadable(source, cause)
  })
  try {
    const found = await disk.stat(root)
    if (!found.isDirectory()) return { layouts: [], loose: [{ path: root, bytes: found.size }] }
    const around = insideLayout(root)
    if (around !== undefined) return { layouts: [around], loose: [] }
    return await walk(root, await realpath(skip).catch(() => skip), [], unlisted)
  } catch (cause) {
    throw unreadable(source, cause)
  }
}
