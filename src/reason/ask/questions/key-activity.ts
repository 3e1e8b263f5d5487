import { partsOfEverything } from '../parts/common.ts'
import { derivedOption, keyOption, said } from '../parts/option.ts'
import type { Question } from '../question.ts'

export const keyActivity: Question = {
  id: 'key-activity',
  sentence: (params) => {
    const key = `the access key ${said(params, 'key', 'that is given')}`
    return params.derived === false
      ? `Did ${key} itself, without what was issued with it, do anything?`
      : `Did ${key}, or any session issued with it, do anything?`
  },
  why: 'The first question after a leak: what was done with the key, in every account and region that it reaches.',
  options: [keyOption, derivedOption],
  needsOneOf: ['key'],
  defaultWindow: 'all',
  parts: (asked) => partsOfEverything(asked, asked.who, 'every call'),
  examples: [
    {
      command: 'wholetrail ask key-activity --key ASIAQNZGKIQY56JQ7WML --from 30d',
      says: 'Every call of one key and of the sessions that it opened.',
    },
    {
      command: 'wholetrail ask key-activity --key ASIAQNZGKIQY56JQ7WML --no-derived',
      says: 'The calls of the key alone, and how many those of its sessions are.',
    },
  ],
}
