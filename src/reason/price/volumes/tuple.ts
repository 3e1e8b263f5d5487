import type { EventClass, VolumeSource } from '../../../model/volume.ts'
import type { SelectableEvent } from '../../selectors/types.ts'

/**
 * Events of a lake that nothing asked of them can tell apart: equal in every field that selectors name, up to the
 * classes that the literals of the selectors make (`literalsOf`), equal in whom and what they are billed to, and seen in
 * the same copies.
 */
export interface Tuple {
  /**
   * Stands for all of them: `matches(selectors, event)` gives the answer of each, for all selectors that the tuples were
   * asked with. It names no account, region and caller; the caller only where one of those selectors does. Tuples whose
   * events are equal share one object.
   */
  readonly event: SelectableEvent
  /** The account and region of the copies: who is charged, and where. */
  readonly account: string
  readonly region: string
  readonly class: EventClass
  /** `resources.type` of data events that is charged, eventSource of network activity; null for management events. */
  readonly type: string | null
  /** ARN of the bucket, table, function or the like; null for management events and where the record does not say. */
  readonly resource: string | null
  /**
   * ARN of the user, or of the role's sessions without their names (`arn:aws:sts::1...:assumed-role/NAME`), `anonymous`,
   * `account 123...`, or the service; null for a record that does not say, or where small ones were put together.
   */
  readonly principal: string | null
  /** The service that made the call for the principal. */
  readonly invokedBy: string | null
  /** Bits of the places of this account and region that they were delivered to (`Recorder.bits`). */
  readonly seen: number
  /** Further files of a place with several writers that hold the event: a second copy, or a second delivery (R18). */
  readonly again: number
  /** Events of the window; a fraction where a number that the user gave was spread over them. */
  readonly count: number
  /** Where the count comes from, if not from the lake. */
  readonly source?: VolumeSource
  /** Length of the records, uncompressed. */
  readonly bytes: number
}
