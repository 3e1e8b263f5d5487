import type { ProblemKind } from '../kind.ts'

export const digestsElsewhere = {
  id: 'digests-elsewhere',
  weight: 'open',
  means:
    'An earlier run verified digests of these hours in a place that was not looked at now. Whether they are still there is not known.',
  todo: 'Add the place of the earlier run as a source.',
} as const satisfies ProblemKind
