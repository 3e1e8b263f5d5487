import { formatInstant, type Interval } from '../../../model/time.ts'
import type { ExplainingEvent } from '../../../model/verification.ts'
import { trailStopped } from '../problems/kinds/trail-stopped.ts'
import { explanationOf, type Piece } from './piece.ts'

/** A time in which a known event had turned logging or validation off. */
export const stopped = (time: Interval, by: ExplainingEvent | null, because: string): Piece => ({
  from: time.from,
  to: time.to,
  state: 'after-stop',
  why: because,
  by: by === null ? null : explanationOf(by),
  finding: { kind: trailStopped, objects: [] },
})

export const stopSentence = (event: ExplainingEvent): string =>
  `Logging or validation was off: ${event.name} at ${formatInstant(event.time)}${event.actor === null ? '' : ` by ${event.actor}`}`
