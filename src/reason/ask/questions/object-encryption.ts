import type { Filter } from '../../../model/scope.ts'
import { encryptingCalls } from '../encryption.ts'
import { directoryPart } from '../parts/directory.ts'
import { both, succeeded } from '../parts/filters.ts'
import { objectCalls, ofObjects } from '../parts/objects.ts'
import { bucketOption, prefixOption, principalOption, whichObjects } from '../parts/option.ts'
import { ownerObstacle } from '../parts/place.ts'
import type { Question } from '../question.ts'

const withoutKms: Filter = {
  column: 'additional_event_data',
  path: ['SSEApplied'],
  is: { NotEndsWith: ['KMS'] },
  missing: 'unknown',
}

export const objectEncryption: Question = {
  id: 'object-encryption',
  sentence: (params) => `Were ${whichObjects(params)} written without a KMS key?`,
  why: 'How objects were written to each bucket, and by whom. A key of somebody else, or none of yours, is how ransom begins.',
  options: [bucketOption, prefixOption, principalOption],
  needsOneOf: [],
  defaultWindow: 'all',
  tellsEncryption: true,
  parts: (asked) => [
    {
      name: 's3-objects',
      title: 'S3 objects written',
      default: true,
      pieces: ofObjects(objectCalls(encryptingCalls, asked, both(succeeded, withoutKms)), asked),
      attempts: objectCalls(encryptingCalls, asked, { not: succeeded }),
      obstacles: asked.bucket === undefined ? [] : ownerObstacle(asked.bucket, asked),
    },
    ...(asked.bucket === undefined
      ? [
          directoryPart(asked, {
            title: 'objects written to directory buckets',
            names: encryptingCalls,
            filter: withoutKms,
          }),
        ]
      : []),
  ],
  examples: [
    {
      command: 'wholetrail ask object-encryption --bucket payroll --from 30d',
      says: 'How were objects written to this bucket, and by whom?',
    },
  ],
}
