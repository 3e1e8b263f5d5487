import type { ProblemKind } from '../kind.ts'

export const interrupted = {
  id: 'interrupted',
  weight: 'open',
  means: 'Logging or validation was off for a while, or someone deleted a whole chain of digests.',
  todo: "Read the management events of the trail's home region HOME of this time (StopLogging, UpdateTrail, DeleteTrail): wholetrail ingest event-history; then run verify again.",
} as const satisfies ProblemKind
