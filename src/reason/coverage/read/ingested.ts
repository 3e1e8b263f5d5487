import { lazy } from '../../../model/lazy.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { fileKey } from './same-file.ts'

/** Which files were ingested, by any of the names that a slot knows them by. */
export interface Ingested {
  readonly has: (hash: string) => boolean
  readonly hasName: (name: string) => boolean
}

/** Most questions ask for none of them, and a lake has a hundred thousand. */
export const ingestedFiles = (manifest: Manifest): Ingested => {
  const objects = lazy(() => manifest.objects.filter((o) => o.outcome === 'ingested'))
  const hashes = lazy(() => new Set(objects().map((o) => o.sha256)))
  const names = lazy(() => new Set(objects().flatMap((o) => [o.uri, fileKey(o.uri)])))
  return { has: (hash) => hashes().has(hash), hasName: (name) => names().has(name) }
}
