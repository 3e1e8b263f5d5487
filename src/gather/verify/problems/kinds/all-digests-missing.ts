import type { ProblemKind } from '../kind.ts'

export const allDigestsMissing = {
  id: 'all-digests-missing',
  weight: 'failure',
  means:
    'Validation was on, so there must be digests. All of them were deleted, or they lie somewhere that was not looked at.',
  todo: 'Look for older object versions and for DeleteObject and lifecycle changes on the bucket; add the bucket or prefix that the trail wrote to before.',
} as const satisfies ProblemKind
