import type { Dirent } from 'node:fs'
import { claimOfKey } from '../../../objects/key.ts'
import { disk, SIDECAR } from './disk.ts'

const isFile = (entry: Dirent): boolean => !entry.isDirectory() && !entry.name.endsWith(SIDECAR)

/** The newest file by its name below a folder of years, months and days; `undefined` where no name tells a time. */
export const newestBelow = async (
  folder: string,
): Promise<{ readonly path: string; readonly named: number } | undefined> => {
  const entries = await disk.entries(folder).catch(() => [])
  let newest: { path: string; named: number } | undefined
  for (const { name } of entries.filter(isFile)) {
    const { named } = claimOfKey(name)
    if (named !== null && named > (newest?.named ?? -1)) newest = { path: folder + name, named }
  }
  if (newest !== undefined) return newest
  const folders = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort()
    .reverse()
  for (const name of folders) {
    const found = await newestBelow(`${folder}${name}/`)
    if (found !== undefined) return found
  }
  return undefined
}
