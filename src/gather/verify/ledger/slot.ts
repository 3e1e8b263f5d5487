import type { DigestSlot } from '../../../model/coverage.ts'
import type { Entry, LedgerChain } from './entry.ts'
import type { Cell } from './paths.ts'

/** An entry as coverage takes it; none of a chain whose trail has no known ARN. */
export const slotOf = (
  { account, region }: Cell,
  chains: readonly LedgerChain[],
  entry: Entry,
): DigestSlot[] => {
  const trail = chains[entry.chain]?.arn ?? null
  if (trail === null) return []
  const { from, to, state, files, besides, isBackfill, isLinked } = entry
  return [
    {
      trail,
      account,
      region,
      from,
      to,
      state,
      files,
      ...(isBackfill ? { chain: 'backfill' as const } : {}),
      ...(isLinked ? { linked: true } : {}),
      ...(besides.length === 0 ? {} : { besides }),
    },
  ]
}
