import type { ProblemKind } from '../kind.ts'

export const interrupted = {
  id: 'interrupted',
  weight: 'open',
  means:
    'The chain ended and began anew, and no known event says why: logging or validation was off, or a whole chain was deleted.',
  todo: "Ingest the management events of the trail's home region around this time, and look for StopLogging, UpdateTrail and DeleteTrail.",
} as const satisfies ProblemKind
