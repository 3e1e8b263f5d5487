import type { ProblemKind } from '../kind.ts'

export const digestOverlap = {
  id: 'digest-overlap',
  weight: 'note',
  means: 'Two authentic digests cover the same time. The log files of both are checked.',
  todo: 'Nothing; both count.',
} as const satisfies ProblemKind
