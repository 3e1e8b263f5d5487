import { expect, test } from 'vitest'
import { volumeOf } from '../../../src/show/cli/volume-option.ts'

test.each([
  ['data=40M/month', { class: 'data' }, 40_000_000],
  ['data=1_000', { class: 'data' }, 1000],
  ['management-write=2k/day', { class: 'management-write' }, (2000 * 730) / 24],
  ['network-activity:kms.amazonaws.com=1.5M/month', { type: 'kms.amazonaws.com' }, 1_500_000],
  [
    'data-read:arn:aws:s3:::payroll/=10/hour',
    { class: 'data', access: 'read', type: 'AWS::S3::Object', resource: 'arn:aws:s3:::payroll' },
    7300,
  ],
  [
    'data:AWS::Lambda::Function@111122223333/eu-west-1=9/month',
    { type: 'AWS::Lambda::Function', account: '111122223333', region: 'eu-west-1' },
    9,
  ],
])('%s', (text, reading, perMonth) => {
  const read = volumeOf(text)
  expect(read).toMatchObject({ ...reading, counts: 'happening' })
  expect(read.volume.source).toBe('given')
  expect(read.volume.perMonth.low).toBeCloseTo(perMonth)
})

test.each([
  ['data-read:payroll=2M/day', /payroll is neither an ARN/],
  ['data:AWS::S3=1', /neither an ARN/],
  ['data:arn:payroll=1', /neither an ARN/],
  ['network-activity:kms=1', /no event source/],
])('%s is refused, and says what is meant', (text, why) => {
  expect(() => volumeOf(text)).toThrow(why)
})

test.each(['data', 'data=', 'data=x', 'data=-1', 'reads=3', 'management-read:x=3', 'data=1/year'])(
  'not a volume: %s',
  (text) => {
    expect(() => volumeOf(text)).toThrow(/--volume/)
  },
)
