import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pLimit from 'p-limit'
import { groupBy } from '../../model/group-by.ts'
import type { KnownObject } from './lake/commit.ts'
import type { Listed } from './work/task.ts'

const hashOfFile = async (path: string): Promise<string | undefined> => {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch {
    return undefined
  }
}

const isSame = async (object: Listed, known: KnownObject): Promise<boolean> => {
  if (known.outcome === 'rejected' || known.bytes !== object.bytes) return false
  if (known.fingerprint === null) return known.outcome !== 'ingested'
  return (
    known.fingerprint === (object.path === undefined ? object.etag : await hashOfFile(object.path))
  )
}

/**
 * Which objects the lake does not have yet. One that it has is recognised by its place and the hash (or
 * ETag) of its stored bytes; one that was rejected is always tried again.
 */
export const withoutKnown = async (
  objects: readonly Listed[],
  known: readonly KnownObject[],
): Promise<Listed[]> => {
  const byUri = groupBy(known, (object) => object.uri)
  const limit = pLimit(8)
  const fresh = await Promise.all(
    objects.map((object) =>
      limit(async () => {
        for (const candidate of byUri.get(object.uri) ?? [])
          if (await isSame(object, candidate)) return []
        return [object]
      }),
    ),
  )
  return fresh.flat()
}
