import type { ProblemKind } from '../kind.ts'

export const digestAlgorithm = {
  id: 'digest-algorithm',
  weight: 'failure',
  means:
    'CloudTrail signs with SHA256withRSA alone. A digest that says otherwise was made by someone else.',
  todo: 'Keep the object as evidence and find who wrote it (PutObject data events on the bucket).',
} as const satisfies ProblemKind
