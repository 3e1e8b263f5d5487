import type { VerifyProgress } from '../../../model/verification.ts'

/** Counts what is done in a cell and tells it. */
export interface CellTally {
  /** So many objects were listed: what is done of them is the share of the cell that is told. */
  readonly expect: (objects: number) => void
  readonly add: (what: 'digests' | 'files', bytes: number) => void
  readonly end: () => void
}

/** No cell is under way. */
export const idle: CellTally = { expect: () => {}, add: () => {}, end: () => {} }

export interface Tally {
  readonly begin: (cell: { readonly account: string; readonly region: string }) => CellTally
}

/** A line for each of so many objects. */
const TOLD_EVERY = 50

/** Of a cell under way: objects listed, and objects done. */
interface Share {
  expected: number
  done: number
}

const shareOf = ({ expected, done }: Share): number =>
  expected === 0 ? 0 : Math.min(1, done / expected)

export const tallyOf = (totalCells: number, onProgress: (p: VerifyProgress) => void): Tally => {
  const counts = { cells: 0, digests: 0, files: 0, bytes: 0 }
  const underWay = new Set<Share>()
  let at = { account: '', region: '' }
  const tell = () => {
    const begun = [...underWay].reduce((sum, cell) => sum + shareOf(cell), 0)
    const done = totalCells === 0 ? 0 : (counts.cells + begun) / totalCells
    onProgress({ step: 'reading', ...counts, totalCells, done, ...at })
  }
  return {
    begin: ({ account, region }) => {
      const own: Share = { expected: 0, done: 0 }
      underWay.add(own)
      at = { account, region }
      tell()
      return {
        expect: (objects) => {
          own.expected += objects
          tell()
        },
        add: (what, bytes) => {
          own.done += 1
          counts[what] += 1
          counts.bytes += bytes
          if ((counts.digests + counts.files) % TOLD_EVERY === 0) tell()
        },
        end: () => {
          underWay.delete(own)
          counts.cells += 1
          tell()
        },
      }
    },
  }
}

/** Tells that sources are being listed, and at each call that one more was. */
export const listingTally = (
  sources: number,
  onProgress: (p: VerifyProgress) => void,
): (() => void) => {
  let listed = 0
  const none = { digests: 0, files: 0, bytes: 0, done: 0, account: '', region: '' }
  const tell = () => onProgress({ step: 'listing', cells: listed, totalCells: sources, ...none })
  tell()
  return () => {
    listed += 1
    tell()
  }
}
