import type { ProblemKind } from '../kind.ts'

export const digestMetadataAltered = {
  id: 'digest-metadata-altered',
  weight: 'failure',
  means:
    "The content is CloudTrail's own, but the signature kept beside it is not: someone wrote the object again.",
  todo: 'Find who wrote the object (PutObject or CopyObject data events on the bucket) and keep its versions as evidence.',
} as const satisfies ProblemKind
