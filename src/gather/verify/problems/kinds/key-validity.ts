import type { ProblemKind } from '../kind.ts'

export const keyValidity = {
  id: 'key-validity',
  weight: 'failure',
  means: 'The public key was not in use when the digest says it was signed.',
  todo: 'Fetch the keys of that time: aws cloudtrail list-public-keys --start-time FROM --end-time TO --region REGION; give the answer with --keys and run verify again.',
} as const satisfies ProblemKind
