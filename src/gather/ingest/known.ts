import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { KnownObjects, Standing } from './lake/known-objects.ts'
import type { Listing } from './listing/listing.ts'
import type { Listed } from './work/task.ts'

const hashOfFile = async (path: string): Promise<string | null> => {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch {
    return null
  }
}

const fingerprintOf = async ({ path, etag }: Listed): Promise<string | null> =>
  path === undefined ? etag : hashOfFile(path)

const AT_ONCE = 8

/**
 * Which of these objects the lake does not have yet, in their order. The others are told to `onKnown`.
 */
export const withoutKnown = async (
  listing: Listing,
  numbers: Uint32Array,
  known: KnownObjects,
  onKnown: (n: number, standing: Standing) => void,
): Promise<Uint32Array> => {
  if (known.isEmpty) return numbers
  const isKnown = new Uint8Array(numbers.length)
  const waiting = numbers.entries()
  const next = async () => {
    for (const [i, n] of waiting) {
      const object = listing.at(n)
      const standing = await known.standingOf(object, () => fingerprintOf(object))
      if (standing === undefined) continue
      isKnown[i] = 1
      onKnown(n, standing)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return numbers.filter((_, i) => isKnown[i] === 0)
}
