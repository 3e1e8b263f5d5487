import type { ProblemKind } from '../kind.ts'

export const digestUnlinked = {
  id: 'digest-unlinked',
  weight: 'open',
  means:
    'The digest is authentic, and the one that it names as its predecessor is not the one found before it.',
  todo: 'Look for a second place that the trail wrote to at this time, and add it as a source.',
} as const satisfies ProblemKind
