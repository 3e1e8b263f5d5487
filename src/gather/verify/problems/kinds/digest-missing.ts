import type { ProblemKind } from '../kind.ts'

export const digestMissing = {
  id: 'digest-missing',
  weight: 'failure',
  means:
    'Without its digest nobody can prove that no log file of these hours was deleted or changed. Someone deleted the digest, a lifecycle rule expired it, or a copy is not whole.',
  todo: 'Look in the log for DeleteObject on the bucket and PutBucketLifecycle since FROM, and compare with another copy, a replica or older object versions.',
} as const satisfies ProblemKind
