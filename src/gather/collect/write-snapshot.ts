import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeSnapshot } from '../../model/snapshot/encode.ts'
import { type Snapshot, snapshotSchema } from '../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../model/time.ts'

/** `snapshots/2026-03-11T00-00-00Z.json`: no colons, which not every file system takes. */
export const snapshotPath = (workspace: string, collectedAt: Instant): string =>
  join(workspace, 'snapshots', `${formatInstant(collectedAt).replaceAll(':', '-')}.json`)

export const isWritten = async (workspace: string, collectedAt: Instant): Promise<boolean> => {
  try {
    await access(snapshotPath(workspace, collectedAt))
    return true
  } catch {
    return false
  }
}

/** Writes a snapshot whole, in the order of the schema. Throws what zod throws where it is not of the schema. */
export const writeSnapshot = async (
  workspace: string,
  snapshot: Snapshot,
  write: (path: string, content: string) => Promise<void>,
): Promise<string> => {
  const path = snapshotPath(workspace, snapshot.collectedAt)
  const file = encodeSnapshot(snapshot)
  snapshotSchema.parse(file)
  await write(path, `${JSON.stringify(file, null, 2)}\n`)
  return path
}
