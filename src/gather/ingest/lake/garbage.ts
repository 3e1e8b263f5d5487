import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { LakePaths } from './paths.ts'
import type { LakeFiles } from './state.ts'

/** A file that nobody lists may still be in use by a reader that opened the lake this long ago. */
const GRACE = 10 * 60_000

/** Begins that time for files that are about to be listed no more: they may have been written long ago. */
export const keepForReaders = async (files: readonly string[]): Promise<void> => {
  const now = new Date()
  await Promise.all(files.map((file) => utimes(file, now, now).catch(() => undefined)))
}

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const lists = entries.map((e) =>
    e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)],
  )
  return (await Promise.all(lists)).flat()
}

/** Removes what killed runs and compactions left behind. Only the holder of the lock may. */
export const removeGarbage = async (paths: LakePaths, state: LakeFiles): Promise<void> => {
  const listed = new Set([
    ...[...state.events, ...state.sightings].map((f) => join(paths.root, f.path)),
    ...state.objectFiles.map((name) => join(paths.objects, name)),
  ])
  const folders = [paths.events, paths.sightings, paths.objects, paths.spill]
  for (const path of (await Promise.all(folders.map(filesBelow))).flat()) {
    if (listed.has(path)) continue
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > GRACE) await rm(path, { force: true })
  }
}
