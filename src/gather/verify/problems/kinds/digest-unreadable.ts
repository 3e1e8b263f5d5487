import type { ProblemKind } from '../kind.ts'

export const digestUnreadable = {
  id: 'digest-unreadable',
  weight: 'open',
  means: 'What could not be read is neither whole nor altered.',
  todo: 'Give the access that is named, or restore the object from its archive, and run verify again.',
} as const satisfies ProblemKind
