import type { ProblemKind } from '../kind.ts'

export const unsignedOffline = {
  id: 'unsigned-offline',
  weight: 'open',
  means:
    "The signature of a digest stands in its object's metadata and in the next digest. This copy kept no metadata and there is no next one, so the newest digest proves nothing yet.",
  todo: 'Keep the metadata with the copy (`aws s3api head-object` beside the file, or --metadata), or copy the next digest too.',
} as const satisfies ProblemKind
