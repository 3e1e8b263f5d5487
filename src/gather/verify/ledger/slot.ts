import type { DigestSlot } from '../../../model/coverage.ts'
import type { Entry } from './entry.ts'
import type { Cell } from './paths.ts'

/** An entry as coverage takes it, of the trail with this ARN. */
export const slotOf = ({ account, region }: Cell, trail: string, entry: Entry): DigestSlot => {
  const { from, to, state, files, besides, isBackfill, isLinked, oldest } = entry
  const slot = { trail, account, region, from, to, state, files }
  // Written out, not spread: there are millions, and a spread one takes half as much memory again.
  if (!isBackfill && besides.length === 0) {
    if (oldest === undefined)
      return isLinked ? { trail, account, region, from, to, state, files, linked: true } : slot
    if (isLinked) return { trail, account, region, from, to, state, files, linked: true, oldest }
  }
  return {
    ...slot,
    ...(isBackfill ? { chain: 'backfill' as const } : {}),
    ...(isLinked ? { linked: true } : {}),
    ...(oldest === undefined ? {} : { oldest }),
    ...(besides.length === 0 ? {} : { besides }),
  }
}
