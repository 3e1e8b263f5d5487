import { partsOfEverything } from '../parts/common.ts'
import type { Question } from '../question.ts'

export const keyActivity: Question = {
  id: 'key-activity',
  sentence: ({ key }) => `Did the access key ${key}, or any session issued with it, do anything?`,
  why: 'The first question after a leak: what was done with the key, in every account and region that it reaches.',
  options: [{ name: 'key', kind: 'key', description: 'access key id, AKIA... or ASIA...' }],
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
