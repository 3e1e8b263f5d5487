import type { ProblemKind } from '../kind.ts'

export const unsigned = {
  id: 'unsigned',
  weight: 'open',
  means:
    'No signature of the digest that can be trusted is at hand: its metadata was not kept, and the digest after it is missing or altered, or begins a new chain.',
  todo: 'Read the metadata of the original (`aws s3api head-object`) and run verify again.',
} as const satisfies ProblemKind
