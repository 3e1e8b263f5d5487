import { rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeAtomically } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import {
  type Entry,
  earlierIn,
  entryOf,
  MANIFEST,
  manifestText,
  namesIn,
  stateOf,
} from './folder-manifest.ts'

export interface FolderFile {
  readonly path: string
  readonly content: string
}

const NEW_FOLDER = 'name a new folder, or move them away'

const refuse = (folder: string, paths: readonly string[], what: string): void => {
  const [first] = paths
  if (first === undefined) return
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : ''
  throw new WholetrailError('usage', `${join(folder, first)}${more} ${what}`, { hint: NEW_FOLDER })
}

/**
 * What an earlier plan wrote into a folder that may be written to: new, empty, or, with `force`, one that lists what a
 * plan wrote there and of which nobody has changed a file since.
 * @throws usage otherwise
 */
export const replaceableIn = async (folder: string, force: boolean): Promise<readonly Entry[]> => {
  if ((await namesIn(folder)).length === 0) return []
  const earlier = await earlierIn(folder)
  if (earlier === undefined)
    throw new WholetrailError('usage', `${folder} is not empty, and no plan was written to it`, {
      hint: 'name a new folder',
    })
  if (!force)
    throw new WholetrailError('usage', `${folder} is not empty: it holds an earlier plan`, {
      hint: 'name a new folder, or add --force to replace that plan',
    })
  const paths = [...new Set(earlier.map((e) => e.path))]
  const states = await Promise.all(paths.map((path) => stateOf(folder, path, earlier)))
  refuse(
    folder,
    paths.filter((_, i) => states[i] === 'changed'),
    'was changed since the plan was written',
  )
  return earlier
}

/** Removes folders that are left empty; one that holds something of somebody else stays. */
const removeEmpty = async (folders: Iterable<string>): Promise<readonly string[]> => {
  const left: string[] = []
  for (const folder of folders)
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') left.push(folder)
    })
  return left
}

/**
 * Writes files into a folder, with a list of them. With `force` they take the place of all that an earlier plan wrote
 * there, so that no step of it is left beside the new ones; files of others are neither replaced nor deleted. A run
 * that is killed leaves a list of both plans, and the next one with `force` finishes the work.
 * @returns folders of earlier steps that stay, as others put something into them
 * @throws usage where something in the folder is not ours to replace
 */
export const writeFolder = async (
  folder: string,
  files: readonly FolderFile[],
  force: boolean,
): Promise<readonly string[]> => {
  const entries = files.map(entryOf)
  const earlier = await replaceableIn(folder, force)
  const known = new Set(earlier.map((e) => e.path))
  const fresh = entries.map((e) => e.path).filter((path) => !known.has(path))
  const states = await Promise.all(fresh.map((path) => stateOf(folder, path, [])))
  refuse(
    folder,
    fresh.filter((_, i) => states[i] !== 'gone'),
    'was written by somebody else',
  )
  const manifest = join(folder, MANIFEST)
  await writeAtomically(manifest, manifestText([...earlier, ...entries]))
  const wanted = new Set(entries.map((e) => e.path))
  const old = [...known].filter((path) => !wanted.has(path))
  for (const path of old) await rm(join(folder, path), { force: true })
  const used = new Set([...wanted].map((path) => dirname(path)))
  const left = await removeEmpty(
    [...new Set(old.map((path) => dirname(path)))]
      .filter((path) => path !== '.' && !used.has(path))
      .map((path) => join(folder, path)),
  )
  for (const { path, content } of files) await writeAtomically(join(folder, path), content)
  await writeAtomically(manifest, manifestText(entries))
  return left
}
