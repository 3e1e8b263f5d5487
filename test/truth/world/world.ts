import type { Role, User } from './caller.ts'
import type { Happening } from './happening.ts'
import type { Second } from './time.ts'
import type { Trail } from './trail.ts'
import type { Trouble } from './trouble.ts'
import type { Undocumented } from './undocumented.ts'

export interface Bucket {
  readonly name: string
  readonly account: string
  readonly region: string
  readonly createdAt: Second
}

export interface Account {
  readonly id: string
  /** When it joined the organisation; `undefined` outside of it. */
  readonly joinedAt?: Second
  readonly leftAt?: Second
}

/** Delivery to a log bucket fails from `from` until `to` (`undefined`: to the end). */
export interface FailingDelivery {
  readonly bucket: string
  readonly from: Second
  readonly to: Second | undefined
  /** What began it and, where it ended, what ended it. */
  readonly calls: readonly Happening[]
}

export interface World {
  readonly seed: number
  /** Complete evidence; complete but for one trouble; anything. */
  readonly profile: 'complete' | 'troubled' | 'wild'
  readonly trouble: Trouble | undefined
  readonly undocumented: Undocumented
  readonly organization: { readonly id: string; readonly management: string } | null
  readonly accounts: readonly Account[]
  readonly regions: readonly string[]
  /** One of the regions may have been enabled lately, in every account at once. */
  readonly newRegion: { readonly name: string; readonly enabledAt: Second } | undefined
  readonly users: readonly User[]
  readonly roles: readonly Role[]
  /** Lasting keys with their owners. */
  readonly keys: readonly { readonly id: string; readonly user: User; readonly createdAt: Second }[]
  readonly buckets: readonly Bucket[]
  readonly logBuckets: readonly Pick<Bucket, 'name' | 'account' | 'region'>[]
  readonly trails: readonly Trail[]
  readonly failing: readonly FailingDelivery[]
  readonly happenings: readonly Happening[]
  readonly window: { readonly from: Second; readonly to: Second }
  /** When the logs were read, and asked about. */
  readonly now: Second
}
