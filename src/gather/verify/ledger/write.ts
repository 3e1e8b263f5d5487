import { takeLock } from '../../../lock.ts'
import { readCellFile, writeCellFile } from './file.ts'
import { type JudgedPart, mergeLedger } from './merge.ts'
import { type Cell, ledgerPaths } from './paths.ts'

/**
 * Writes what a run found of a cell, merged with what is there; the file is replaced whole, by one run at a time. Throws
 * `lake-damaged`, `interrupted`.
 */
export const writeLedger = async (
  workspace: string,
  cell: Cell,
  parts: readonly JudgedPart[],
  signal: AbortSignal = new AbortController().signal,
): Promise<void> => {
  const path = ledgerPaths(workspace).cell(cell)
  const release = await takeLock(`${path}.lock`, signal)
  try {
    await writeCellFile(path, cell, mergeLedger(await readCellFile(path), parts))
  } finally {
    await release()
  }
}
