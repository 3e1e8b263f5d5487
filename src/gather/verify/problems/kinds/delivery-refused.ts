import type { ProblemKind } from '../kind.ts'

export const deliveryRefused = {
  id: 'delivery-refused',
  weight: 'failure',
  means: 'A service could not deliver its log to the bucket: this log is broken while that lasts.',
  todo: "Correct the bucket policy, or the key's, for the service that is named.",
} as const satisfies ProblemKind
