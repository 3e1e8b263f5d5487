import type { ProblemKind } from '../kind.ts'

export const digestHole = {
  id: 'digest-hole',
  weight: 'failure',
  means:
    'Each digest begins where the one before it ends. Log files delivered in between are proven by none.',
  todo: 'Treat what happened in these hours as unknown, and ask AWS Support why CloudTrail signed digests that do not meet.',
} as const satisfies ProblemKind
