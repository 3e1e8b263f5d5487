import type { Filter, Scope } from '../../../model/scope.ts'
import { S3_OBJECT } from '../parts/common.ts'
import { both, narrowed, succeeded } from '../parts/filters.ts'
import { keyOption, principalOption, whom } from '../parts/option.ts'
import { ofAccounts } from '../parts/place.ts'
import type { Asked, Question } from '../question.ts'
import { addressOption, fromAddress } from './first-seen.ts'

const everything: Scope = {
  boxes: [
    { fields: { eventCategory: { Equals: ['Management'] } } },
    {
      fields: { eventCategory: { Equals: ['Data'] }, 'resources.type': { Equals: [S3_OBJECT] } },
    },
  ],
}

const otherData: Scope = {
  boxes: [
    {
      fields: { eventCategory: { Equals: ['Data'] }, 'resources.type': { NotEquals: [S3_OBJECT] } },
      filter: { not: { column: 'resource_types', contains: S3_OBJECT, missing: 'no' } },
    },
  ],
}

/** A resource that says another account than the one the record was delivered to, of those that are known. */
const elsewhere = ({ knownAccounts, accounts = knownAccounts }: Asked): Filter => ({
  any: accounts.map((account) => ({
    all: [
      { column: 'account', is: { Equals: [account] }, missing: 'no' },
      { column: 'resource_accounts', is: { NotEquals: [account, 'aws', ''] }, missing: 'no' },
    ],
  })),
})

const by = (asked: Asked): Filter | undefined => both(asked.who, fromAddress(asked))

export const crossAccountActivity: Question = {
  id: 'cross-account-activity',
  sentence: (params) =>
    `Did ${typeof params.ip === 'string' ? `the address ${params.ip}` : whom(params, 'it')} act in more than one account?`,
  why: 'How far an intruder got. One account’s log never shows the others.',
  options: [principalOption, keyOption, addressOption],
  needsOneOf: ['principal', 'key', 'ip'],
  defaultWindow: 'all',
  parts: (asked) => [
    {
      name: 'resources-of-others',
      title: 'calls on what belongs to another account than their record',
      default: true,
      pieces: ofAccounts(narrowed(everything, both(succeeded, elsewhere(asked), by(asked))), asked),
    },
    {
      name: 'management-and-s3-objects',
      title: 'management events and S3 objects',
      default: true,
      severalAccounts: true,
      pieces: ofAccounts(
        narrowed(everything, both({ not: { all: [succeeded, elsewhere(asked)] } }, by(asked))),
        asked,
      ),
    },
    {
      name: 'other-data',
      title: 'data events of other types than S3 objects',
      default: false,
      severalAccounts: true,
      pieces: ofAccounts(narrowed(otherData, by(asked)), asked),
    },
  ],
  examples: [
    {
      command: 'wholetrail ask cross-account-activity --ip 203.0.113.9 --from 30d',
      says: 'Was this address seen in more than one account?',
    },
  ],
}
