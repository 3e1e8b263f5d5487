import type { ProblemKind } from '../kind.ts'

export const logAltered = {
  id: 'log-altered',
  weight: 'failure',
  means:
    'The file is not the one that CloudTrail delivered: events in it may be changed, removed or invented.',
  todo: 'Keep the object and its versions as evidence, and restore the version whose SHA-256 the digest names (of the uncompressed file; --json lists it as expected).',
} as const satisfies ProblemKind
