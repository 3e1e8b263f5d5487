import type { ProblemKind } from '../kind.ts'

export const digestMoved = {
  id: 'digest-moved',
  weight: 'note',
  means:
    'The digest is authentic and lies in another place than CloudTrail delivered it to. Copies made by hand look like this.',
  todo: 'Nothing, if you know who moved it; otherwise look for CopyObject on the bucket.',
} as const satisfies ProblemKind
