import { copiesPart, directoryReadsPart, readsPart, relativeReadsPart } from '../parts/objects.ts'
import {
  bucketOption,
  keyOption,
  prefixOption,
  principalOption,
  whichObjects,
  whom,
} from '../parts/option.ts'
import type { Question } from '../question.ts'

export const whoReadObjects: Question = {
  id: 'who-read-objects',
  sentence: (params) => `Did ${whom(params, 'anyone')} read ${whichObjects(params)}?`,
  why: 'Was data downloaded? Reads are recorded only where S3 data events are switched on, so that an empty table proves nothing.',
  options: [bucketOption, prefixOption, principalOption, keyOption],
  needsOneOf: ['bucket', 'principal', 'key'],
  defaultWindow: 'all',
  parts: (asked) => [
    readsPart(asked),
    copiesPart(asked),
    directoryReadsPart(asked),
    ...relativeReadsPart(asked),
  ],
  examples: [
    {
      command: 'wholetrail ask who-read-objects --bucket payroll --from 7d',
      says: 'Did anyone download from this bucket in the last week?',
    },
    {
      command: 'wholetrail ask who-read-objects --bucket payroll --from 7d --part s3-objects',
      says: 'The same, with copies into other buckets left aside: only the record of their target shows them.',
    },
    {
      command: 'wholetrail ask who-read-objects --bucket payroll --key AKIAQNZGKIQY56JQ7WML',
      says: 'Did the leaked key, or a session issued with it, download from it?',
    },
  ],
}
