import type { ProblemKind } from '../kind.ts'

export const logDeleted = {
  id: 'log-deleted',
  weight: 'failure',
  means:
    'A delete marker hides the log file. The version below it was read and is whole, but everyone else sees no file.',
  todo: 'Remove the delete marker, find who set it, and turn on Object Lock for the bucket.',
} as const satisfies ProblemKind
