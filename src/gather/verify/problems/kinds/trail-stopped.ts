import type { ProblemKind } from '../kind.ts'

export const trailStopped = {
  id: 'trail-stopped',
  weight: 'open',
  means:
    'While logging or validation is off nothing is delivered, or nothing proves what is: these hours are not verified.',
  todo: 'Find out who changed it and whether that was meant: wholetrail ask trail-tampering; deny StopLogging, DeleteTrail and UpdateTrail to all but a break-glass role.',
} as const satisfies ProblemKind
