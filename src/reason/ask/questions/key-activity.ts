import { partsOfEverything } from '../parts/common.ts'
import { keyOption, said } from '../parts/option.ts'
import type { Question } from '../question.ts'

export const keyActivity: Question = {
  id: 'key-activity',
  sentence: (params) =>
    `Did the access key ${said(params, 'key', 'that is given')}, or any session issued with it, do anything?`,
  why: 'The first question after a leak: what was done with the key, in every account and region that it reaches.',
  options: [keyOption],
  needsOneOf: ['key'],
  defaultWindow: 'all',
  parts: (asked) => partsOfEverything(asked, asked.who, 'every call'),
  examples: [
    {
      command: 'wholetrail ask key-activity --key ASIAQNZGKIQY56JQ7WML --from 30d',
      says: 'Every call of one key and of the sessions that it opened.',
    },
  ],
}
