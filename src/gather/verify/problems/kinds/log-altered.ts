import type { ProblemKind } from '../kind.ts'

export const logAltered = {
  id: 'log-altered',
  weight: 'failure',
  means:
    'The file is not the one that CloudTrail delivered: events in it may be changed, removed or invented.',
  todo: 'Keep the object and its versions as evidence, and restore the version whose SHA-256 the digest names.',
} as const satisfies ProblemKind
