import type { ProblemKind } from '../kind.ts'

export const keyValidity = {
  id: 'key-validity',
  weight: 'failure',
  means: 'The public key was not in use when the digest says it was signed.',
  todo: 'Get the keys of that time: `aws cloudtrail list-public-keys --start-time --end-time` in the region, and run verify again.',
} as const satisfies ProblemKind
