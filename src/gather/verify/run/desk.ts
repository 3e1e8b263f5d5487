import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Instant } from '../../../model/time.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import type { Ground } from '../expectations/expected.ts'
import type { OwnerOf } from '../expectations/owners.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Known } from '../lake/known.ts'
import type { Store } from '../store/store.ts'
import type { Hasher } from './hash/task.ts'
import type { Room } from './room.ts'
import type { CellTally } from './tally.ts'

/** What every cell of a run shares. */
export interface Desk {
  readonly options: VerifyOptions
  readonly known: Known
  readonly ground: Ground
  readonly ownerOf: OwnerOf
  readonly stores: readonly Store[]
  readonly ring: KeyRing
  readonly hasher: Hasher
  /** For the stored bytes that are being read. */
  readonly room: Room
  /** For the objects of the cells that are being judged: what is known of them is held until then. */
  readonly held: Room
  /** Bounds what is read at once, over all cells. */
  readonly reading: <T>(work: () => Promise<T>) => Promise<T>
  /** Uncompressed bytes of one object, at most. */
  readonly limit: number
  readonly hashesInLake: ReadonlySet<string> | null
  readonly buckets: readonly string[]
  /** Cells whose deliveries the log itself records, by `cellName`. */
  readonly delivered: ReadonlySet<string>
  /** Of the cell that is under way. */
  readonly tally: CellTally
  /** Ends waiting for another run that writes the same ledger. */
  readonly signal: AbortSignal
}

/** How long after its hour a digest may still be on its way. */
export const GRACE: Instant = 2 * 3_600_000_000

export const throwIfAborted = ({ signal }: Pick<Effects, 'signal'>): void => {
  if (signal.aborted) throw new WholetrailError('interrupted', 'interrupted')
}
