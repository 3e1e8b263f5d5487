import type { ProblemKind } from '../kind.ts'

export const digestAltered = {
  id: 'digest-altered',
  weight: 'failure',
  means:
    'The digest is not what CloudTrail signed: someone changed it, wrote it anew, or it was damaged. What it says of its log files proves nothing.',
  todo: 'Keep the object and its versions as evidence; find who wrote it (PutObject data events on the bucket) and restore the version that CloudTrail delivered.',
} as const satisfies ProblemKind
