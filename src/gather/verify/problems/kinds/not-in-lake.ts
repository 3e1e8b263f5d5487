import type { ProblemKind } from '../kind.ts'

export const notInLake = {
  id: 'not-in-lake',
  weight: 'note',
  means: 'Verified log files that no answer of `ask` has seen.',
  todo: 'Ingest the source again: `wholetrail ingest SOURCE`.',
} as const satisfies ProblemKind
