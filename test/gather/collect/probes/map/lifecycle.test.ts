import { expect, it } from 'vitest'
import { lifecycleOf } from '../../../../../src/gather/collect/probes/map/lifecycle.ts'

it('reads the prefix where any form of a rule keeps it', () => {
  const rules = lifecycleOf({
    Rules: [
      { Status: 'Enabled', Prefix: 'old/' },
      { Status: 'Enabled', Filter: { Prefix: 'new/' } },
      { Status: 'Enabled', Filter: { And: { Prefix: 'both/', ObjectSizeGreaterThan: 1 } } },
      { Status: 'Enabled', Filter: {} },
    ],
  })
  expect(rules).toMatchObject({
    known: [
      { prefix: 'old/', isNarrowed: false },
      { prefix: 'new/', isNarrowed: false },
      { prefix: 'both/', isNarrowed: true },
      { prefix: '', isNarrowed: false },
    ],
  })
})

it('reads days, dates and old versions', () => {
  const Date_ = new Date('2027-01-01T00:00:00Z')
  expect(
    lifecycleOf({
      Rules: [
        {
          ID: 'a',
          Status: 'Disabled',
          Expiration: { Days: 30, Date: Date_ },
          NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          Transitions: [{ Days: 10, StorageClass: 'GLACIER' }],
        },
      ],
    }),
  ).toEqual({
    known: [
      {
        id: 'a',
        enabled: false,
        prefix: '',
        isNarrowed: false,
        expirationDays: 30,
        expirationDate: Date_.getTime() * 1000,
        noncurrentExpirationDays: 7,
        transitions: [{ days: 10, storageClass: 'GLACIER' }],
      },
    ],
  })
})

it('a rule narrowed by one tag is narrowed', () => {
  const Rules = [{ Status: 'Enabled' as const, Filter: { Tag: { Key: 'a', Value: 'b' } } }]
  expect(lifecycleOf({ Rules })).toMatchObject({ known: [{ isNarrowed: true }] })
})

it('an answer without rules, or a rule without a status, is unknown', () => {
  expect(lifecycleOf({})).toHaveProperty('unknown')
  expect(lifecycleOf({ Rules: [{ Status: undefined }] })).toHaveProperty('unknown')
})
