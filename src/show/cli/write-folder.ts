import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'

/** A path that stays inside the folder, whatever it was made of. */
const isInside = (path: string): boolean =>
  path.split('/').every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part))

/**
 * Writes files into a folder, which must be new or empty; with `force` they replace those of the same name.
 * @throws usage where the folder has something in it
 */
export const writeFolder = async (
  folder: string,
  files: readonly { readonly path: string; readonly content: string }[],
  force: boolean,
): Promise<void> => {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new WholetrailError('usage', `cannot write to ${folder}`, { cause: error })
  })
  if (there.length > 0 && !force)
    throw new WholetrailError('usage', `${folder} is not empty`, {
      hint: 'name a new folder, or add --force to overwrite files of the same name',
    })
  const strange = files.find(({ path }) => !isInside(path))
  if (strange !== undefined)
    throw new WholetrailError('internal', `not a path inside a folder: ${strange.path}`)
  for (const { path, content } of files) await writeAtomically(join(folder, path), content)
}
