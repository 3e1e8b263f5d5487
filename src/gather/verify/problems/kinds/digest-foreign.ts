import type { ProblemKind } from '../kind.ts'

export const digestForeign = {
  id: 'digest-foreign',
  weight: 'failure',
  means:
    'The digest belongs to another trail, account or region, and was put in the place of this one: old or foreign proof passed off for the hour.',
  todo: 'Find who wrote it (PutObject or CopyObject data events on the bucket) and restore what CloudTrail delivered.',
} as const satisfies ProblemKind
