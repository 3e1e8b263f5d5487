import { formatInstant } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { Expected } from '../chain/context.ts'
import type { Entry } from '../ledger/entry.ts'
import type { CellLedger } from '../ledger/file.ts'
import { type CellChain, isAsked } from './chains.ts'
import type { Desk } from './desk.ts'
import { type CellPlaces, placeUri } from './places.ts'

/** A chain that an earlier run verified at one of these places, and of which nothing is there any more. */
export interface KeptChain extends CellChain {
  readonly expected: Expected
}

const isProof = (e: Entry): boolean => !e.isBackfill && isProven(e)

/**
 * Chains that the ledger knows from these places and that the listing does not show: their digests were here once, so they
 * must be here still.
 */
export const keptChains = (
  { options }: Desk,
  cell: CellPlaces,
  found: readonly CellChain[],
  kept: CellLedger | undefined,
): readonly KeptChain[] => {
  if (kept === undefined) return []
  const here = new Set(cell.places.map(placeUri))
  const arns = new Set(found.map((chain) => chain.id.arn))
  return kept.chains.flatMap(({ trail, home, arn, places }, index): KeptChain[] => {
    const { account, region } = cell
    const id = { trail, home, account, region, arn }
    if (arn === null || arns.has(arn) || !places.some((place) => here.has(place))) return []
    const proofs = kept.entries.filter((e) => e.chain === index && isProof(e))
    const first = proofs[0]
    const last = proofs.at(-1)
    if (first === undefined || last === undefined || !isAsked(id, options.trails)) return []
    const because = `an earlier run verified digests here from ${formatInstant(first.from)} to ${formatInstant(last.to)}`
    const expected = { since: first.from, readAt: last.to, latestDigestDelivery: last.to, because }
    return [{ id, digests: [], expected }]
  })
}
