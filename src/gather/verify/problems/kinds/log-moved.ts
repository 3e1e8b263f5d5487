import type { ProblemKind } from '../kind.ts'

export const logMoved = {
  id: 'log-moved',
  weight: 'note',
  means:
    'The file has the right content and lies in another place than CloudTrail delivered it to.',
  todo: 'Nothing, if you know who moved it.',
} as const satisfies ProblemKind
