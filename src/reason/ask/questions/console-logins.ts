import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { calls } from '../parts/common.ts'
import { both, narrowed, succeeded } from '../parts/filters.ts'
import { principalOption, said } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import type { Asked, Part, Question } from '../question.ts'

/** A failed sign-in may say so in its response alone (facts/aws.md 1.2). */
const signedIn: Filter = {
  not: {
    column: 'response_elements',
    path: ['ConsoleLogin'],
    is: { Equals: ['Failure'] },
    missing: 'no',
  },
}

const withoutMfa: Filter = {
  column: 'additional_event_data',
  path: ['MFAUsed'],
  is: { Equals: ['No'] },
  missing: 'unknown',
}

const asRoot: Filter = { column: 'identity_type', is: { Equals: ['Root'] }, missing: 'unknown' }

const logins = (asked: Asked): Part => {
  const { params, who } = asked
  const asAsked = both(
    params['without-mfa'] === true ? withoutMfa : undefined,
    params.root === true ? asRoot : undefined,
    who,
  )
  const all = calls('signin.amazonaws.com', ['ConsoleLogin'], asAsked)
  const success = { all: [succeeded, signedIn] }
  return {
    name: 'management-writes',
    title: 'sign-ins to the console',
    default: true,
    pieces: ofWhom(narrowed(all, success), asked),
    attempts: narrowed(all, { not: success }),
  }
}

export const consoleLogins: Question = {
  id: 'console-logins',
  sentence: (params) => {
    const who = params.root === true ? 'a root user' : said(params, 'principal', 'anyone')
    return `Did ${who} sign in to the console${params['without-mfa'] === true ? ' without MFA' : ''}?`
  },
  why: 'A sign-in without a second factor, or as root, is rarely meant. Federated sign-ins prove their factor elsewhere and are listed as without.',
  options: [
    { name: 'without-mfa', kind: 'flag', description: 'only sign-ins without a second factor' },
    { name: 'root', kind: 'flag', description: 'only root users' },
    principalOption,
  ],
  needsOneOf: [],
  defaultWindow: 30 * DAY,
  parts: (asked) => [logins(asked)],
  examples: [
    {
      command: 'wholetrail ask console-logins --root --from 90d',
      says: 'Did anyone sign in as root this quarter?',
    },
    {
      command: 'wholetrail ask console-logins --without-mfa --from 7d',
      says: 'Did anyone sign in without a second factor this week?',
    },
  ],
}
