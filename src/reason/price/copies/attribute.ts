import type { DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Attribution } from './files-sql.ts'

/** The trail that each log file is of, by its hash; a hash in the digests of two trails says nothing. */
const trailByHash = (ledger: readonly DigestSlot[]): ReadonlyMap<string, string | undefined> => {
  const trails = new Map<string, string | undefined>()
  for (const { trail, files } of ledger)
    for (const hash of files) {
      const before = trails.get(hash)
      trails.set(hash, trails.has(hash) && before !== trail ? undefined : trail)
    }
  return trails
}

/** Files that a digest names, by the trail whose digest it is (R18). */
export const attributedByDigests = (
  ledger: readonly DigestSlot[],
  manifest: Manifest,
): readonly Attribution[] => {
  const trails = trailByHash(ledger)
  if (trails.size === 0) return []
  const known = manifest.objects.flatMap(({ id, sha256 }) => {
    const trail = sha256 === null ? undefined : trails.get(sha256)
    return trail === undefined ? [] : [{ id, trail }]
  })
  return [...groupBy(known, ({ trail }) => trail)].map(([trail, objects]) => ({
    trail,
    objects: objects.map(({ id }) => id),
  }))
}
