import type { NamedFile, ObjectName } from '../../../model/digest.ts'
import type { Manifest } from '../../../model/manifest.ts'

/** SHA-256 of what the lake holds as it was delivered. */
export const hashesInLake = ({ objects }: Manifest): ReadonlySet<string> =>
  new Set(objects.flatMap((o) => (o.outcome === 'ingested' && o.sha256 !== null ? [o.sha256] : [])))

/** Attested files that the lake does not hold with these bytes. */
export const lackingInLake = (
  files: Iterable<NamedFile>,
  inLake: ReadonlySet<string>,
): readonly ObjectName[] =>
  [...files].flatMap(({ bucket, key, sha256 }) => (inLake.has(sha256) ? [] : [{ bucket, key }]))
