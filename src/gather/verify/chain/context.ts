import type { ObjectName, PublicKey } from '../../../model/digest.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { ChainId, ExplainingEvent } from '../../../model/verification.ts'
import type { FoundFile } from '../digest/found.ts'

/** An event that starts, stops, or changes validation of the trail. */
export interface TrailEvent extends ExplainingEvent {
  readonly effect: 'starts' | 'stops' | 'validation-on' | 'validation-off' | 'deletes' | 'creates'
}

/** What snapshots say of the trail in this account and region. */
export interface Expected {
  /** Validation is on and logging is on, as read at `readAt`: digests must be there. */
  readonly since: Instant | null
  readonly readAt: Instant
  readonly latestDigestDelivery: Instant | null
  /** In one sentence: which snapshot, which setting. */
  readonly because: string
}

/** A time for which an earlier run of `verify` found digests, or found them wanting, and what it is where none is now. */
export interface EarlierWord extends Interval {
  readonly state: 'missing' | 'unchecked' | 'interrupted'
  /** There was a digest: no event explains that it is gone. */
  readonly isProof: boolean
  /** In one sentence. */
  readonly because: string
}

/** What signatures are checked by. */
export type KeyContext = Pick<ChainContext, 'keyOf' | 'keysMissing' | 'offline'>

/** All that a chain is judged by beside its digests. Pure data. */
export interface ChainContext {
  readonly id: ChainId
  /** Delivery times asked for; slots cover it without gap. */
  readonly window: Interval
  readonly asOf: Instant
  /** How long a digest may take after its hour, in microseconds. */
  readonly grace: number
  readonly keyOf: (fingerprint: string) => PublicKey | undefined
  /** Why keys could not be had, where they could not. */
  readonly keysMissing: string | null
  readonly fileOf: (name: ObjectName) => FoundFile
  /** Of this trail, oldest first. */
  readonly events: readonly TrailEvent[]
  /** Stops that the lake tells and that nobody vouches for: they explain nothing, and are named. */
  readonly unattested?: readonly TrailEvent[]
  readonly expected: Expected | null
  /** When snapshots, older ones too, say that logging and validation were on. Oldest first. */
  readonly seenOn?: readonly Instant[]
  /** By the ledger. */
  readonly earlier?: readonly EarlierWord[]
  /** Who deleted an object, where the lake knows. */
  readonly deletionOf: (name: ObjectName) => ExplainingEvent | null
  /** Metadata is not kept by this copy: signatures come from successors. */
  readonly offline: boolean
}
