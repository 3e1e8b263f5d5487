import type { Evidence } from '../../../model/coverage.ts'
import type { Completeness } from '../../../model/manifest.ts'
import { isKnown } from '../../../model/observed.ts'

/**
 * The evidence as it would be if every log file that the known trails delivered were ingested and held no surprise:
 * what was being recorded, of a workspace without logs. Nothing may be answered from it.
 */
export const asIfRead = (evidence: Evidence): Evidence => {
  const { manifest, snapshots, now } = evidence
  const places = snapshots
    .flatMap((s) => s.trails)
    .flatMap(({ config }) => (isKnown(config) ? [config.known] : []))
    .map(
      ({ s3Bucket, s3Prefix }): Completeness => ({
        bucket: s3Bucket,
        prefix: s3Prefix,
        account: '*',
        region: '*',
        from: 0,
        to: now,
        level: 'listed',
        at: now,
      }),
    )
  const run = { source: '', startedAt: now, finishedAt: now, completeness: places }
  return { ...evidence, manifest: { ...manifest, runs: [...manifest.runs, run] } }
}
