import type { ProblemKind } from '../kind.ts'

export const noPublicKey = {
  id: 'no-public-key',
  weight: 'open',
  means: 'Without the public key that a digest names, its signature cannot be checked.',
  todo: 'Fetch it: aws cloudtrail list-public-keys --start-time FROM --end-time TO --region REGION; give the answer with --keys and run verify again.',
} as const satisfies ProblemKind
