import { DAY } from '../../../model/time.ts'
import { partsOfEverything } from '../parts/common.ts'
import { both, denied } from '../parts/filters.ts'
import { keyOption, principalOption, whom } from '../parts/option.ts'
import type { Question } from '../question.ts'

export const deniedCalls: Question = {
  id: 'denied-calls',
  sentence: (params) => `Was ${whom(params, 'anyone')} refused anything?`,
  why: 'An intruder who feels his way leaves refusals. They are recorded in the account of the caller, seldom in that of the owner.',
  options: [principalOption, keyOption],
  needsOneOf: [],
  defaultWindow: 7 * DAY,
  parts: (asked) => partsOfEverything(asked, both(denied, asked.who), 'every call'),
  examples: [
    {
      command: 'wholetrail ask denied-calls --key AKIAQNZGKIQY56JQ7WML',
      says: 'What was the leaked key refused?',
    },
  ],
}
