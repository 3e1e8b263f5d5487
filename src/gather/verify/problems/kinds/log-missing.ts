import type { ProblemKind } from '../kind.ts'

export const logMissing = {
  id: 'log-missing',
  weight: 'failure',
  means:
    'CloudTrail delivered the file and it is gone: its events cannot be asked for. Someone deleted it, a lifecycle rule expired it, or the copy is not whole.',
  todo: 'Look for DeleteObject on the bucket and PutBucketLifecycle, and fetch the file from a replica or an older version.',
} as const satisfies ProblemKind
