import type { Filter, Scope } from '../../../model/scope.ts'
import { encryptingCalls } from '../encryption.ts'
import { directoryPart } from '../parts/directory.ts'
import { both, succeeded } from '../parts/filters.ts'
import { objectCalls, ofObjects, relativeWritesPart } from '../parts/objects.ts'
import { bucketOption, prefixOption, principalOption, whichObjects } from '../parts/option.ts'
import { ownerObstacle } from '../parts/place.ts'
import { besidesThroughPoints } from '../parts/through-points.ts'
import type { Asked, Question } from '../question.ts'

const withoutKms: Filter = {
  column: 'additional_event_data',
  path: ['SSEApplied'],
  is: { NotEndsWith: ['KMS'] },
  missing: 'unknown',
}

const written = (asked: Asked): Scope =>
  objectCalls(encryptingCalls, asked, both(succeeded, withoutKms))

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
      pieces: ofObjects(written(asked), asked),
      attempts: objectCalls(encryptingCalls, asked, { not: succeeded }),
      ...besidesThroughPoints(written(asked), asked),
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
    ...relativeWritesPart(asked, encryptingCalls),
  ],
  examples: [
    {
      command: 'wholetrail ask object-encryption --bucket payroll --from 30d',
      says: 'How were objects written to this bucket, and by whom?',
    },
  ],
}
