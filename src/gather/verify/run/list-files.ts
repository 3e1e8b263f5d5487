import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import { claimOfKey } from '../../objects/key.ts'
import type { CellPlaces } from './places.ts'
import { witnesses } from './read-digests.ts'
import type { ListedFile } from './read-files.ts'

/** The log files of a cell that lie open. */
export interface FileIndex {
  readonly all: readonly ListedFile[]
  /** The file that a digest means: in a copy of unknown origin by what follows `AWSLogs/`. */
  readonly of: (name: ObjectName) => ListedFile | undefined
  /** More files that are the same one by their names: of two copies either may be altered. */
  readonly others: (name: ObjectName) => readonly ListedFile[]
}

/** Files by a name that several may have. */
const filesByName = () => {
  const first = new Map<string, ListedFile>()
  const more = new Map<string, ListedFile[]>()
  return {
    /** Whether it is another file than those before: sources may lie in each other. */
    add: (name: string, file: ListedFile): boolean => {
      const known = first.get(name)
      if (known === undefined) {
        first.set(name, file)
        return true
      }
      const others = more.get(name) ?? []
      if ([known, ...others].some((f) => f.listed.uri === file.listed.uri)) return false
      more.set(name, [...others, file])
      return true
    },
    first: (name: string) => first.get(name),
    others: (name: string): readonly ListedFile[] => more.get(name) ?? [],
  }
}

const tailOf = (key: string): string => key.slice(key.indexOf('AWSLogs/'))

/**
 * Lists the log files of a cell, and some delivered around the window, which digests of the window may name. Throws
 * `source-unreadable`.
 */
export const listFiles = async ({ places }: CellPlaces, window: Interval): Promise<FileIndex> => {
  const exact = filesByName()
  const inCopy = filesByName()
  const all: ListedFile[] = []
  for (const place of places)
    for (const listed of await place.store.logs(place.folder, witnesses(window))) {
      const file = { listed, place }
      if (!exact.add(nameKey(listed), file)) continue
      all.push(file)
      if (place.store.kind === 'copy') inCopy.add(tailOf(listed.key), file)
    }
  return {
    all,
    of: (name) => exact.first(nameKey(name)) ?? inCopy.first(tailOf(name.key)),
    others: (name) =>
      exact.first(nameKey(name)) === undefined
        ? inCopy.others(tailOf(name.key))
        : exact.others(nameKey(name)),
  }
}

/** Whether digests name files of this kind: of Insights and aggregated events that is not documented (facts/aws.md 2.1). */
export const isAttestable = ({ listed }: ListedFile): boolean => {
  const { kind } = claimOfKey(listed.key)
  return kind === 'log' || kind === 'network-activity'
}
