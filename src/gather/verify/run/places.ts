import { WholetrailError } from '../../../model/error.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Problem, VerifyOptions } from '../../../model/verification.ts'
import { type Cell, cellName } from '../ledger/paths.ts'
import { folderUnreadable } from '../problems/kinds/folder-unreadable.ts'
import { problemOf } from '../problems/problem.ts'
import type { Folder, Store } from '../store/store.ts'

/** A folder of a cell, in the store that has it. */
export interface Place {
  readonly store: Store
  readonly folder: Folder
}

/** One account and region, with every folder of every source that belongs to it. */
export interface CellPlaces extends Cell {
  readonly places: readonly Place[]
}

export interface Places {
  /** Those that could be listed. */
  readonly stores: readonly Store[]
  readonly cells: readonly CellPlaces[]
  /** Every folder, whether or not it was asked for. */
  readonly there: readonly Folder[]
  readonly problems: readonly Problem[]
}

/** Errors that concern one place; the others end the run. */
export const isOfPlace = (error: unknown): error is WholetrailError =>
  error instanceof WholetrailError && error.code === 'source-unreadable'

export const unreadablePlace = (what: string, uri: string): Problem =>
  problemOf(folderUnreadable, { chain: null, when: null, what, objects: [uri] })

const isWanted = (wanted: readonly string[] | undefined, name: string): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(name)

/**
 * The folders of all stores, by cell. A source that cannot be listed, or a folder in one, is a problem of the report. Throws what listing threw
 * where none can be.
 */
export const placesOf = async (
  stores: readonly Store[],
  options: Pick<VerifyOptions, 'accounts' | 'regions'>,
): Promise<Places> => {
  const listed: Store[] = []
  const found: Place[] = []
  const problems: Problem[] = []
  let failure: WholetrailError | undefined
  for (const store of stores) {
    try {
      for (const folder of await store.folders()) found.push({ store, folder })
      listed.push(store)
      for (const { uri, why } of store.unlisted?.() ?? [])
        problems.push(unreadablePlace(`Nothing is known of what lies below: ${why}.`, uri))
    } catch (error) {
      if (!isOfPlace(error)) throw error
      failure ??= error
      problems.push(unreadablePlace(error.message, store.uri))
    }
  }
  if (listed.length === 0 && failure !== undefined) throw failure
  const wanted = found.filter(
    ({ folder }) =>
      isWanted(options.accounts, folder.account) && isWanted(options.regions, folder.region),
  )
  const cells = [...groupBy(wanted, ({ folder }) => cellName(folder)).values()].flatMap(
    (places) => {
      const first = places[0]?.folder
      return first === undefined ? [] : [{ account: first.account, region: first.region, places }]
    },
  )
  return {
    stores: listed,
    there: found.map(({ folder }) => folder),
    cells: cells.toSorted((a, b) => (cellName(a) < cellName(b) ? -1 : 1)),
    problems,
  }
}

/** `s3://bucket/prefix`, or the folder of a copy. */
export const placeUri = ({ store, folder }: Place): string =>
  store.kind === 'copy' ? store.uri : `s3://${folder.bucket}/${folder.prefix}`.replace(/\/$/, '')
