import type { EventClass, VolumeSource } from '../../../model/volume.ts'
import type { SelectableEvent } from '../../selectors/types.ts'

/**
 * Events of a lake that nothing asked of them can tell apart: equal in every field that the selectors name, up to the
 * classes that their literals make (`literalsOf`), and seen in the same copies. The largest groups (`TOLD_APART`) are
 * told by name, resource, principal and service as well; of the others these are absent and null.
 */
export interface Tuple {
  /**
   * Stands for all of them: `matches(selectors, event)` gives the answer of each, for all selectors that the tuples were
   * asked with. Of ARNs only what those selectors can tell is left (`*` where they name none); the caller and the rarer
   * fields are there only where a selector names them. Tuples whose events are equal share one object.
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
   * ARN of the role whose sessions they are, of the user, or of a session without its name where the role is not told;
   * `anonymous`, `account 123...`, or a service; null for a record that does not say.
   */
  readonly principal: string | null
  /** The service that made the call for the principal. */
  readonly invokedBy: string | null
  /** Whether CloudTrail made them by delivering log files: without recursive logging they are left out (aws.md 3.10). */
  readonly isRecursive: boolean
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
