import type { DigestSlot } from '../../../model/coverage.ts'
import type { Instant } from '../../../model/time.ts'

/** What of the ledger is wanted; everything where nothing is said. */
export interface LedgerQuery {
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Slots that overlap `[from, to)`. */
  readonly from?: Instant
  readonly to?: Instant
}

/**
 * The slots of earlier runs of `verify`, as coverage takes them; none where nothing was verified. Slots of chains whose
 * trail has no known ARN are left out. Throws `lake-damaged` for a file that is not what `verify` wrote.
 */
export const readLedger = async (
  _workspace: string,
  _query: LedgerQuery = {},
): Promise<readonly DigestSlot[]> => {
  return []
}
