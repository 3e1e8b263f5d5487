import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { WholetrailError } from '../../model/error.ts'

/** The list of what a run wrote into a folder: the next run replaces that and nothing else. */
export const MANIFEST = 'manifest.json'

const entrySchema = z.strictObject({
  /** A path that stays inside the folder, whatever it was made of. */
  path: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/),
  sha256: z.string(),
})
export type Entry = z.infer<typeof entrySchema>

const manifestSchema = z.strictObject({
  schema: z.literal('wholetrail/fix-files/1'),
  files: z.array(entrySchema),
})

const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** @throws internal for a path that leaves the folder */
export const entryOf = (file: { readonly path: string; readonly content: string }): Entry => {
  const entry = entrySchema.safeParse({ path: file.path, sha256: hashOf(file.content) })
  if (!entry.success)
    throw new WholetrailError('internal', `not a path inside a folder: ${file.path}`)
  return entry.data
}

export const manifestText = (files: readonly Entry[]): string =>
  `${JSON.stringify({ schema: 'wholetrail/fix-files/1', files }, null, 2)}\n`

const orNothing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}

/** What lies in a folder; empty where it is not there. @throws usage where it cannot be read */
export const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw new WholetrailError('usage', `cannot write to ${folder}`, { cause })
  })

/**
 * What an earlier run wrote into a folder; undefined: no list says.
 * @throws usage for a list that is not ours, as nothing may be replaced by it
 */
export const earlierIn = async (folder: string): Promise<readonly Entry[] | undefined> => {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(orNothing)
  if (text === undefined) return undefined
  try {
    return manifestSchema.parse(JSON.parse(text)).files
  } catch (cause) {
    throw new WholetrailError('usage', `${join(folder, MANIFEST)} is no list of a plan's files`, {
      hint: 'name a new folder',
      cause,
    })
  }
}

/** Whether a file is as a run left it: `gone`, `kept`, or `changed` by somebody since. */
export const stateOf = async (
  folder: string,
  path: string,
  entries: readonly Entry[],
): Promise<'gone' | 'kept' | 'changed'> => {
  const content = await readFile(join(folder, path)).catch(orNothing)
  if (content === undefined) return 'gone'
  const hash = hashOf(content)
  return entries.some((e) => e.path === path && e.sha256 === hash) ? 'kept' : 'changed'
}
