import type { Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'

/** Whether a contradiction is proof of an unseen change, or may be a call that changed nothing. */
type Doubt = 'proof' | 'hint'

/** A time at which the state of one aspect of a trail is told: read from AWS, or set by an event. */
export interface Anchor<T> {
  readonly time: Instant
  /** The state from here on; `undefined`: it changed to something not known. */
  readonly after: T | undefined
  /** The state just before, where the anchor tells it. */
  readonly before?: T
  /** Whether a state believed to hold just before agrees with this anchor; absent: any does. */
  readonly agrees?: (before: T) => boolean
  readonly doubt: Doubt
  /** Read from AWS by a snapshot, so that the state is equal on both sides. */
  readonly observed: boolean
  /** The trail is made here, so that whatever else is told in this second came after. */
  readonly creates?: true
  /** Told by AWS itself or by a file whose digest was verified (R23). */
  readonly attested: boolean
  /** For people: `StopLogging`, `the snapshot of 2026-03-01T00:00:00Z`. */
  readonly label: string
}

/** The three aspects of a trail. `null` for a trail that does not exist. */
export interface Anchors {
  readonly config: readonly Anchor<TrailConfig | null>[]
  readonly selectors: readonly Anchor<Selectors>[]
  readonly logging: readonly Anchor<boolean>[]
}

export const byTime = <T>(a: Anchor<T>, b: Anchor<T>): number =>
  a.time - b.time || Number(a.observed) - Number(b.observed)
