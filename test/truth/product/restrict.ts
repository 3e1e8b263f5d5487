import { join, sep } from 'node:path'
import { groupBy } from '../../../src/model/group-by.ts'
import type { Completeness, Manifest, SourceObject } from '../../../src/model/manifest.ts'
import type { Simulated } from '../aws/simulate.ts'

/** Folders can only be asserted to be complete; for a world that was listed, the same is known from a listing. */
const levelOf = (s: Simulated, c: Completeness): Completeness =>
  s.handover.completeness === 'listed' && c.level === 'asserted' ? { ...c, level: 'listed' } : c

/** The objects of each folder that lies in a root. Every world would look through those of all others otherwise. */
export const objectsByFolder = (
  root: string,
  objects: readonly SourceObject[],
): ReadonlyMap<string, readonly SourceObject[]> => {
  const start = root.length + sep.length
  return groupBy(objects, ({ uri }) => join(root, uri.slice(start, uri.indexOf(sep, start))))
}

/** What the manifest says of one world's folder, with its objects, as if it had been ingested alone. */
export const manifestOf = (
  manifest: Manifest,
  folder: string,
  objects: readonly SourceObject[],
  s: Simulated,
): Manifest => {
  const ids = new Set(objects.map((o) => o.id))
  const buckets = new Set(s.world.logBuckets.map((b) => b.name))
  return {
    ...manifest,
    objects,
    runs: manifest.runs
      .map((run) => ({
        ...run,
        source: folder,
        completeness: run.completeness
          .filter((c) => c.bucket !== null && buckets.has(c.bucket))
          .map((c) => levelOf(s, c)),
      }))
      .filter((run) => run.completeness.length > 0),
    conflicts: manifest.conflicts.filter((c) => c.objects.some((id) => ids.has(id))),
  }
}
