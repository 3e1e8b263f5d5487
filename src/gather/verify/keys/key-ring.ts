import type { PublicKey } from '../../../model/digest.ts'
import type { Instant } from '../../../model/time.ts'

/** Public keys by region and fingerprint; asks AWS only for what it does not hold. */
export interface KeyRing {
  /**
   * Makes the keys ready that digests of a region may be signed with: of the window and two hours more, and for a backfill
   * digest an hour around its generation time (facts/aws.md 2.3). Says why where they cannot be had; never throws but
   * `interrupted`. Asks nothing where all `fingerprints` are given and held.
   */
  readonly prepare: (
    region: string,
    from: Instant,
    to: Instant,
    fingerprints?: Iterable<string>,
  ) => Promise<string | null>
  /** The key with this fingerprint, whichever region it came from; `undefined` where none is known. */
  readonly key: (fingerprint: string) => PublicKey | undefined
  readonly used: () => readonly { readonly fingerprint: string; readonly source: string }[]
}
