import type { ProblemKind } from '../kind.ts'

export const digestDeleted = {
  id: 'digest-deleted',
  weight: 'failure',
  means:
    'A delete marker hides the digest. The version below it was read, so what it proves stands, but someone tried to remove it.',
  todo: 'Remove the delete marker, find who set it, and turn on Object Lock for the bucket.',
} as const satisfies ProblemKind
