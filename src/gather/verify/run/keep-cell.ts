import { entriesOf } from '../ledger/entries-of.ts'
import type { Cell } from '../ledger/paths.ts'
import { writeLedger } from '../ledger/write.ts'
import type { Besides } from './besides.ts'
import type { Desk } from './desk.ts'
import type { JudgedCellChain } from './judge-cell.ts'
import { placeUri } from './places.ts'

/** Writes what the chains of a cell came to into the ledger. */
export const keepCell = async (
  { options, signal }: Desk,
  cell: Cell,
  judged: readonly JudgedCellChain[],
  besides: Besides,
): Promise<void> => {
  if (judged.length === 0) return
  const parts = judged.map(({ id, digests, window, judged: { slots, backfill } }) => {
    const own = new Set(digests.map((d) => d.place))
    const places = [...own].flatMap((place) => (place === null ? [] : [placeUri(place)]))
    const { trail, home, arn } = id
    return {
      chain: { trail, home, arn, places: [...new Set(places)] },
      window,
      entries: entriesOf([...slots, ...backfill], (slot) => besides(slot, own)),
    }
  })
  await writeLedger(options.workspace, cell, parts, signal)
}
