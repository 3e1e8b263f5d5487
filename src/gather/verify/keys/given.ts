import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublicKey } from '../../../model/digest.ts'
import { WholetrailError } from '../../../model/error.ts'
import { keysIn } from './parse.ts'

/** Keys are small; a folder may hold other things. */
const MOST_BYTES = 10_000_000

/**
 * The keys of all files in a folder and below, of those that are wanted; files that hold none are passed over, links to
 * folders too.
 */
export const keysInFolder = async (
  folder: string,
  isWanted: (path: string) => boolean = () => true,
): Promise<readonly PublicKey[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry): Promise<readonly PublicKey[]> => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return keysInFolder(path, isWanted)
      const found = await stat(path).catch(() => undefined)
      const mayBeKey = isWanted(path) && found?.isFile() === true && found.size < MOST_BYTES
      return mayBeKey ? keysIn(await readFile(path), path) : []
    })
  return (await Promise.all(found)).flat()
}

const keysAt = async (path: string): Promise<readonly PublicKey[]> => {
  try {
    const found = await stat(path)
    return found.isDirectory() ? await keysInFolder(path) : keysIn(await readFile(path), path)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file or folder' : (code ?? message)
    throw new WholetrailError('configuration', `cannot read ${path}: ${reason}`, {
      hint: '--keys takes files and folders: the answer of aws cloudtrail list-public-keys, PEM or DER',
      cause,
    })
  }
}

/** The keys of every path of `--keys`. Throws `configuration` for a path that cannot be read or holds no public key. */
export const keysGiven = async (paths: readonly string[]): Promise<readonly PublicKey[]> => {
  const found: PublicKey[] = []
  for (const path of paths) {
    const keys = await keysAt(path)
    if (keys.length === 0)
      throw new WholetrailError('configuration', `${path} holds no public key`, {
        hint: '--keys takes the answer of aws cloudtrail list-public-keys, PEM and DER files, and folders of them',
      })
    found.push(...keys)
  }
  return found
}
