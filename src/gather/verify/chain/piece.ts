import type { Interval } from '../../../model/time.ts'
import type { ExplainingEvent, SlotState } from '../../../model/verification.ts'
import type { Finding } from './finding.ts'

/** A time without a digest, and what it is called. */
export interface Piece extends Interval {
  readonly state: SlotState
  readonly why: string
  readonly by: ExplainingEvent | null
  readonly finding: Omit<Finding, 'when' | 'about' | 'by' | 'noun'> | null
}

/** The trail's own event alone, without what it does to the trail. */
export const explanationOf = (event: ExplainingEvent): ExplainingEvent => ({
  time: event.time,
  name: event.name,
  eventId: event.eventId,
  actor: event.actor,
})
