import type { Filter } from '../../../model/scope.ts'
import { spellings } from '../address.ts'
import { partsOfEverything } from '../parts/common.ts'
import { both } from '../parts/filters.ts'
import { keyOption, principalOption, said, whom } from '../parts/option.ts'
import type { Asked, Question } from '../question.ts'

export const fromAddress = ({ params }: Asked): Filter | undefined =>
  typeof params.ip === 'string'
    ? {
        column: 'source_ip_address',
        is: { Equals: spellings(params.ip) },
        missing: 'unknown',
        ignoreCase: true,
      }
    : undefined

export const addressOption = {
  name: 'ip',
  kind: 'address',
  description: 'source address, or the service that called: cloudtrail.amazonaws.com',
} as const

export const firstSeen: Question = {
  id: 'first-seen',
  sentence: (params) =>
    `Was ${typeof params.ip === 'string' ? `the address ${params.ip}` : whom(params, said(params, 'ip', 'it'))} seen, and when first?`,
  why: 'When it began. What was not recorded before the first sighting is listed: it may have begun earlier.',
  options: [keyOption, addressOption, principalOption],
  needsOneOf: ['key', 'ip', 'principal'],
  defaultWindow: 'all',
  parts: (asked) => partsOfEverything(asked, both(asked.who, fromAddress(asked)), 'every call'),
  examples: [
    {
      command: 'wholetrail ask first-seen --ip 203.0.113.9',
      says: 'When did this address appear first?',
    },
  ],
}
