import type { ProblemKind } from '../kind.ts'

export const digestTrailingBytes = {
  id: 'digest-trailing-bytes',
  weight: 'failure',
  means:
    'CloudTrail writes one gzip member. Bytes after it were added later by someone with write access.',
  todo: 'Keep the object as evidence and find who wrote it (PutObject data events on the bucket).',
} as const satisfies ProblemKind
