import type { ProblemKind } from '../kind.ts'

export const digestMalformed = {
  id: 'digest-malformed',
  weight: 'failure',
  means: 'The object has the name of a digest and is none: it was overwritten or damaged.',
  todo: 'Keep the object and its versions as evidence; restore the version that CloudTrail delivered.',
} as const satisfies ProblemKind
