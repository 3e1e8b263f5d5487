import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { partsOfEverything } from '../parts/common.ts'
import { both, denied, failed, perhaps } from '../parts/filters.ts'
import { keyOption, principalOption, whom } from '../parts/option.ts'
import type { Question } from '../question.ts'

/** Codes are many: a failure that speaks of permission or of credentials may be a refusal (R7, R10). */
const refused: Filter = {
  any: [
    denied,
    perhaps({
      all: [
        failed,
        {
          any: ['error_code', 'error_message'].map((column) => ({
            column,
            pattern:
              'denied|deny|forbid|permi(t|ss)|not ?allowed|authori[sz]|privilege|credential|signature|invalidclienttoken|expiredtoken',
            missing: 'no' as const,
            ignoreCase: true,
          })),
        },
      ],
    }),
  ],
}

export const deniedCalls: Question = {
  id: 'denied-calls',
  sentence: (params) => `Was ${whom(params, 'anyone')} refused anything?`,
  why: 'An intruder who feels his way leaves refusals. They are recorded in the account of the caller, seldom in that of the owner.',
  options: [principalOption, keyOption],
  needsOneOf: [],
  defaultWindow: 7 * DAY,
  parts: (asked) => partsOfEverything(asked, both(refused, asked.who), 'every call'),
  examples: [
    {
      command: 'wholetrail ask denied-calls --key AKIAQNZGKIQY56JQ7WML',
      says: 'What was the leaked key refused?',
    },
  ],
}
