import { join } from 'node:path'

/** One account and region: the unit of work, and one file of the ledger. */
export interface Cell {
  readonly account: string
  readonly region: string
}

export const cellName = ({ account, region }: Cell): string => `${account}_${region}`

const NAME = /^(\d{12})_([a-z0-9-]+)\.jsonl$/

/** The cell that a file of the ledger is about; `undefined` where it is none. */
export const cellOfFile = (name: string): Cell | undefined => {
  const m = NAME.exec(name)
  return m === null ? undefined : { account: m[1] ?? '', region: m[2] ?? '' }
}

export const ledgerPaths = (workspace: string) => {
  const root = join(workspace, 'ledger')
  return {
    root,
    slots: join(root, 'slots'),
    /** What is known of objects by their marks: `cell` names its file. */
    seen: (cell: Cell) => join(root, 'seen', `${cellName(cell)}.jsonl`),
    cell: (cell: Cell) => join(root, 'slots', `${cellName(cell)}.jsonl`),
  }
}
