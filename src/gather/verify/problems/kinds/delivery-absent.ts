import type { ProblemKind } from '../kind.ts'

export const deliveryAbsent = {
  id: 'delivery-absent',
  weight: 'failure',
  means:
    "The bucket's own data events say that CloudTrail delivered the file, and it is not there.",
  todo: 'Look for DeleteObject on the bucket, and fetch the file from a replica or an older version.',
} as const satisfies ProblemKind
