import { join } from 'node:path'
import type { Completeness, Manifest } from '../../../src/model/manifest.ts'
import type { Simulated } from '../aws/simulate.ts'

/** Folders can only be asserted to be complete; for a world that was listed, the same is known from a listing. */
const levelOf = (s: Simulated, c: Completeness): Completeness =>
  s.handover.completeness === 'listed' && c.level === 'asserted' ? { ...c, level: 'listed' } : c

/** What the manifest says of one world's folder, as if it had been ingested alone. */
export const manifestOf = (manifest: Manifest, folder: string, s: Simulated): Manifest => {
  const objects = manifest.objects.filter((o) => o.uri.startsWith(join(folder, '/')))
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
