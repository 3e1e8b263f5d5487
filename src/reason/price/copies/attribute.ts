import type { DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { type Attribution, deliveryOf } from './files-sql.ts'

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

/** Contents that were delivered more than once: a digest of one trail does not say which of the deliveries is its own. */
const deliveredTwice = ({ objects }: Manifest): ReadonlySet<string> => {
  const names = new Map<string, string>()
  const twice = new Set<string>()
  for (const { bucket, sha256, uri } of objects) {
    if (bucket === null || sha256 === null) continue
    const name = deliveryOf(uri)
    if ((names.get(sha256) ?? name) !== name) twice.add(sha256)
    names.set(sha256, name)
  }
  return twice
}

/** Files that a digest names, by the trail whose digest it is (R18). */
export const attributedByDigests = (
  ledger: readonly DigestSlot[],
  manifest: Manifest,
): readonly Attribution[] => {
  const trails = trailByHash(ledger)
  if (trails.size === 0) return []
  const twice = deliveredTwice(manifest)
  const known = manifest.objects.flatMap(({ id, sha256 }) => {
    const trail = sha256 === null || twice.has(sha256) ? undefined : trails.get(sha256)
    return trail === undefined ? [] : [{ id, trail }]
  })
  return [...groupBy(known, ({ trail }) => trail)].map(([trail, objects]) => ({
    trail,
    objects: objects.map(({ id }) => id),
  }))
}
