import type { Manifest } from '../../../model/manifest.ts'
import { fileKey } from './same-file.ts'

/** What of the files was ingested, by any of the names that a slot knows them by. */
export interface Ingested {
  readonly hashes: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

export const ingestedFiles = (manifest: Manifest): Ingested => {
  const objects = manifest.objects.filter((o) => o.outcome === 'ingested')
  return {
    hashes: new Set(objects.flatMap((o) => o.sha256 ?? [])),
    names: new Set(objects.flatMap((o) => [o.uri, fileKey(o.uri)])),
  }
}
