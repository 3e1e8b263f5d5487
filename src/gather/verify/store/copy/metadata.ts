import { dirname, join } from 'node:path'
import type { ObjectName } from '../../../../model/digest.ts'
import { DIGESTS } from '../layout.ts'
import { disk, SIDECAR } from './disk.ts'
import { type Metadata, normalized } from './metadata-line.ts'
import { metadataLines } from './metadata-lines.ts'
import { checkNamedMetadata } from './named-metadata.ts'

/** What a copy kept of an object's user metadata: where its signature is (facts/aws.md 2.2). */
export type MetadataOf = (name: ObjectName, path: string) => Promise<Metadata | null>

const MOST_BYTES = 1_000_000

/** `metadata/*.jsonl` in the source, in the folder above it, and above that. */
const besideCopy = async (root: string): Promise<readonly string[]> => {
  const above = [root, dirname(root), dirname(dirname(root))]
  const found = [...new Set(above)].map(async (folder) => {
    const entries = await disk.entries(join(folder, 'metadata')).catch(() => [])
    return entries
      .filter((entry) => entry.name.endsWith('.jsonl'))
      .map((entry) => join(folder, 'metadata', entry.name))
      .filter((path) => disk.statNow(path)?.isFile() === true)
      .sort()
  })
  return (await Promise.all(found)).flat()
}

/** `FILE.metadata.json`, as `aws s3api head-object` prints it. */
const ofSidecar = async (path: string): Promise<Metadata | undefined> => {
  const sidecar = `${path}${SIDECAR}`
  if (disk.statNow(sidecar) === undefined) return undefined
  try {
    const stored = await disk.readAtMost(sidecar, MOST_BYTES)
    if (typeof stored === 'number') return undefined
    const found = JSON.parse(stored.toString()) as Record<string, unknown>
    return normalized(found.Metadata ?? found.metadata)
  } catch {
    return undefined
  }
}

/** Throws `configuration` where a file that was named cannot be read or has no metadata in it. */
export const openMetadata = async (
  root: string,
  named: readonly string[],
  unseen: (sentence: string) => void,
): Promise<MetadataOf> => {
  await checkNamedMetadata(named)
  const lines = metadataLines([...named, ...(await besideCopy(root))], unseen)
  return async (name, path) => {
    if (!name.key.includes(`_${DIGESTS}_`)) return null
    return (await ofSidecar(path)) ?? (await lines(name)) ?? null
  }
}
