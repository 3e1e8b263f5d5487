import type { ProblemKind } from '../kind.ts'

export const digestRenamed = {
  id: 'digest-renamed',
  weight: 'failure',
  means:
    'An authentic digest lies under the name of another hour, or another file name: an old proof is passed off for a new one, or takes the place of the one that was there.',
  todo: 'Find who wrote it (PutObject or CopyObject data events on the bucket), and restore what CloudTrail delivered under that name.',
} as const satisfies ProblemKind
