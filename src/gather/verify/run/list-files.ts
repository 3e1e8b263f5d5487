import type { ObjectName } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import { claimOfKey } from '../../objects/key.ts'
import { nameKey } from '../lake/deletions.ts'
import type { CellPlaces } from './places.ts'
import { witnesses } from './read-digests.ts'
import type { ListedFile } from './read-files.ts'

/** The log files of a cell that lie open. */
export interface FileIndex {
  readonly all: readonly ListedFile[]
  /** The file that a digest means: in a copy of unknown origin by what follows `AWSLogs/`. */
  readonly of: (name: ObjectName) => ListedFile | undefined
}

const tailOf = (key: string): string => key.slice(key.indexOf('AWSLogs/'))

/**
 * Lists the log files of a cell, and some delivered around the window, which digests of the window may name. Throws
 * `source-unreadable`.
 */
export const listFiles = async ({ places }: CellPlaces, window: Interval): Promise<FileIndex> => {
  const exact = new Map<string, ListedFile>()
  const inCopy = new Map<string, ListedFile>()
  const all: ListedFile[] = []
  for (const place of places)
    for (const listed of await place.store.logs(place.folder, witnesses(window))) {
      const file = { listed, place }
      all.push(file)
      if (!exact.has(nameKey(listed))) exact.set(nameKey(listed), file)
      if (place.store.kind === 'copy' && !inCopy.has(tailOf(listed.key)))
        inCopy.set(tailOf(listed.key), file)
    }
  return { all, of: (name) => exact.get(nameKey(name)) ?? inCopy.get(tailOf(name.key)) }
}

/** Whether digests name files of this kind: of Insights and aggregated events that is not documented (facts/aws.md 2.1). */
export const isAttestable = ({ listed }: ListedFile): boolean => {
  const { kind } = claimOfKey(listed.key)
  return kind === 'log' || kind === 'network-activity'
}
