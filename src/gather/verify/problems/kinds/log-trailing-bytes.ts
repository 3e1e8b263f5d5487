import type { ProblemKind } from '../kind.ts'

export const logTrailingBytes = {
  id: 'log-trailing-bytes',
  weight: 'failure',
  means:
    'Bytes stand after the file that CloudTrail wrote. Readers that go on after the first gzip member see invented events.',
  todo: 'Keep the object as evidence and restore the version that CloudTrail delivered.',
} as const satisfies ProblemKind
