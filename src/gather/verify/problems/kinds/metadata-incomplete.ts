import type { ProblemKind } from '../kind.ts'

export const metadataIncomplete = {
  id: 'metadata-incomplete',
  weight: 'note',
  means:
    'The content is authentic; the object lost a part of the metadata that CloudTrail gives it, as happens when it is copied.',
  todo: 'Nothing, if you know who copied it.',
} as const satisfies ProblemKind
