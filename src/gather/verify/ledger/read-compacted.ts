import pLimit from 'p-limit'
import type { DigestSlot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { compacted } from './compact.ts'
import { type CellRuns, readRuns } from './file.ts'
import { type Cell, ledgerPaths } from './paths.ts'
import { cellsInLedger, FILES_AT_ONCE } from './read.ts'
import { entriesIn } from './runs.ts'
import { slotOf } from './slot.ts'

/** Gives the one copy of a text that many places hold. */
export type Intern = (text: string) => string

const compactedCell = (cell: Cell, { chains, runs }: CellRuns, intern: Intern): DigestSlot[] =>
  [...groupBy(runs, (run) => chains[run.chain]?.arn ?? null)].flatMap(([arn, own]) => {
    if (arn === null) return []
    const isOneChain = own.every((run) => run.chain === own[0]?.chain)
    const sorted = isOneChain
      ? own
      : own.flatMap(entriesIn).sort((a, b) => a.from - b.from || a.to - b.to)
    return compacted(sorted).map((run) =>
      slotOf(cell, arn, run.files.length === 0 ? run : { ...run, files: run.files.map(intern) }),
    )
  })

/**
 * The whole ledger for coverage, in as few slots as tell it the same (`compacted`). `intern` lets hashes be held once that
 * the lake's manifest holds too. Throws `lake-damaged`.
 */
export const readCompacted = async (
  workspace: string,
  intern: Intern = (text) => text,
): Promise<readonly DigestSlot[]> => {
  const limit = pLimit(FILES_AT_ONCE)
  const parts = await Promise.all(
    (await cellsInLedger(workspace)).map((cell) =>
      limit(async () => {
        const found = await readRuns(ledgerPaths(workspace).cell(cell))
        return found === undefined ? [] : compactedCell(cell, found, intern)
      }),
    ),
  )
  return parts.flat()
}
