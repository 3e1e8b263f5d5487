import { directoryWritesPart, relativeWritesPart, writesPart } from '../parts/objects.ts'
import {
  bucketOption,
  keyOption,
  prefixOption,
  principalOption,
  whichObjects,
  whom,
} from '../parts/option.ts'
import type { Question } from '../question.ts'

/** Calls after which an object has other content than before; parts of an upload count when it is completed. */
const contentWrites = ['CompleteMultipartUpload', 'CopyObject', 'PostObject', 'PutObject'] as const

export const whoWroteObjects: Question = {
  id: 'who-wrote-objects',
  sentence: (params) => `Did ${whom(params, 'anyone')} write ${whichObjects(params)}?`,
  why: 'Was data planted, replaced or encrypted for ransom? Deletions and changes of metadata are shown beside the writes.',
  options: [bucketOption, prefixOption, principalOption, keyOption],
  needsOneOf: ['bucket', 'principal', 'key'],
  defaultWindow: 'all',
  parts: (asked) => [
    writesPart(asked, contentWrites),
    ...directoryWritesPart(asked, contentWrites),
    ...relativeWritesPart(asked, contentWrites),
  ],
  examples: [
    {
      command: 'wholetrail ask who-wrote-objects --bucket payroll --prefix 2026/ --from 7d',
      says: 'Did anyone put objects under this prefix in the last week?',
    },
  ],
}
