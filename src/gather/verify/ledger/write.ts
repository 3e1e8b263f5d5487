import { readCellFile, writeCellFile } from './file.ts'
import { type JudgedPart, mergeLedger } from './merge.ts'
import { type Cell, ledgerPaths } from './paths.ts'

/** Writes what a run found of a cell, merged with what is there; the file is replaced whole. Throws `lake-damaged`. */
export const writeLedger = async (
  workspace: string,
  cell: Cell,
  parts: readonly JudgedPart[],
): Promise<void> => {
  const path = ledgerPaths(workspace).cell(cell)
  await writeCellFile(path, cell, mergeLedger(await readCellFile(path), parts))
}
