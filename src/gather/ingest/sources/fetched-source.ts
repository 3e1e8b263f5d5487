import { join } from 'node:path'
import type { Listed } from '../work/task.ts'
import type { UnreadablePlace } from './asked-places.ts'
import type { FetchedRange } from './fetched-ledger.ts'
import type { Source } from './source.ts'

interface Place {
  readonly account: string
  readonly region: string
}

/** What is claimed of a file by the place that it was fetched from. */
const claimOf = ({ account, region }: Place): Listed['claim'] => ({
  before: null,
  organization: null,
  account,
  region: region === '*' ? null : region,
  named: null,
  day: null,
  kind: undefined,
})

/** The files of some ranges as objects to ingest. */
export const listedFiles = (
  source: string,
  folder: string,
  place: Place,
  ranges: readonly FetchedRange[],
): readonly Listed[] =>
  ranges
    .flatMap((range) => range.files)
    .map(({ name, bytes }) => ({
      uri: join(folder, name),
      path: join(folder, name),
      source,
      bytes,
      etag: null,
      claim: claimOf(place),
      bucket: null,
      prefix: null,
    }))

/** Places that could not be asked: objects that are rejected with the reason, so that they are not forgotten. */
export const unreadableObjects = (source: string, places: readonly UnreadablePlace[]) => {
  const reasons = new Map<string, string>()
  const objects = places.map((place): Listed => {
    const uri = `${source.split(':')[0]}://${place.account}/${place.region}`
    reasons.set(
      uri,
      `${source} of ${place.account} ${place.region} was not read: ${place.unreadable}`,
    )
    return { uri, source, bytes: 0, etag: null, claim: claimOf(place), bucket: null, prefix: null }
  })
  return { objects, reasons }
}

/** Reads nothing but what could not be asked: everything else lies in files. */
export const reasonsOf =
  (reasons: ReadonlyMap<string, string>): Source['read'] =>
  async ({ uri }) => ({ unreadable: reasons.get(uri) ?? 'not fetched' })
