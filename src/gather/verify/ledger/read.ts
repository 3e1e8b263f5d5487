import { readdir } from 'node:fs/promises'
import pLimit from 'p-limit'
import type { DigestSlot } from '../../../model/coverage.ts'
import type { Instant } from '../../../model/time.ts'
import { readCellFile } from './file.ts'
import { type Cell, cellOfFile, ledgerPaths } from './paths.ts'
import { slotOf } from './slot.ts'

/** What of the ledger is wanted; everything where nothing is said. */
export interface LedgerQuery {
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Slots that overlap `[from, to)`. */
  readonly from?: Instant
  readonly to?: Instant
}

export const FILES_AT_ONCE = 32

const isWanted = (wanted: readonly string[] | undefined, name: string): boolean =>
  wanted === undefined || wanted.includes(name)

/** Cells that the ledger has a file of. */
export const cellsInLedger = async (workspace: string): Promise<readonly Cell[]> => {
  const names = await readdir(ledgerPaths(workspace).slots).catch(() => [])
  return names.toSorted().flatMap((name) => cellOfFile(name) ?? [])
}

/**
 * The slots of earlier runs of `verify`, as coverage takes them; none where nothing was verified. Slots of chains whose
 * trail has no known ARN are left out. Throws `lake-damaged` for a file that is not what `verify` wrote.
 */
export const readLedger = async (
  workspace: string,
  query: LedgerQuery = {},
): Promise<readonly DigestSlot[]> => {
  const limit = pLimit(FILES_AT_ONCE)
  const cells = (await cellsInLedger(workspace)).filter(
    (cell) => isWanted(query.accounts, cell.account) && isWanted(query.regions, cell.region),
  )
  const parts = await Promise.all(
    cells.map((cell) =>
      limit(async () => {
        const path = ledgerPaths(workspace).cell(cell)
        const found = await readCellFile(path, query.from, query.to)
        return (found?.entries ?? []).flatMap((entry) => {
          const arn = found?.chains[entry.chain]?.arn ?? null
          return arn === null ? [] : [slotOf(cell, arn, entry)]
        })
      }),
    ),
  )
  return parts.flat()
}
