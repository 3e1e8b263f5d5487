import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readText } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import { type Snapshot, snapshotSchema } from '../../model/snapshot.ts'

/** One snapshot file. Throws `invalid-snapshot`. */
export const parseSnapshot = (path: string, content: string): Snapshot => {
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch (cause) {
    throw new WholetrailError('invalid-snapshot', `${path} is not JSON`, { cause })
  }
  const parsed = snapshotSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new WholetrailError('invalid-snapshot', `${path}: ${z.prettifyError(parsed.error)}`, {
    hint: 'docs/snapshot.md describes the file; schemas/snapshot.schema.json is its JSON Schema',
  })
}

export interface SnapshotOnDisk {
  readonly file: string
  readonly snapshot: Snapshot
}

/** One snapshot. Throws `not-found`, `invalid-snapshot`. */
export const readSnapshot = async (path: string): Promise<Snapshot> => {
  const content = await readText(path).catch((cause: unknown) => {
    throw new WholetrailError('not-found', `cannot read ${path}`, { cause })
  })
  return parseSnapshot(path, content)
}

/** All snapshots of a workspace in the order of their names. Throws `invalid-snapshot`: a wrong one is never passed over. */
export const readSnapshots = async (workspace: string): Promise<readonly SnapshotOnDisk[]> => {
  const folder = join(workspace, 'snapshots')
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new WholetrailError('configuration', `cannot read ${folder}`, { cause: error })
  })
  const files = names.filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    files.map(async (name) => {
      const file = join(folder, name)
      return { file, snapshot: parseSnapshot(file, await readText(file)) }
    }),
  )
}
