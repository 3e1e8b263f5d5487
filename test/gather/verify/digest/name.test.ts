import { expect, test } from 'vitest'
import { digestNameOf } from '../../../../src/gather/verify/digest/name.ts'
import { parseInstant } from '../../../../src/model/time.ts'

const folder = 'p/AWSLogs/o-abc1234567/111122223333/CloudTrail-Digest/us-east-1/2026/11/10'

const named = (trail: string, end = '20261110T010203Z') =>
  digestNameOf(
    `${folder}/111122223333_CloudTrail-Digest_us-east-1_${trail}_eu-west-1_${end}.json.gz`,
  )

test('a standard digest', () => {
  expect(named('audit')).toEqual({
    account: '111122223333',
    region: 'us-east-1',
    trail: 'audit',
    home: 'eu-west-1',
    time: parseInstant('2026-11-10T01:02:03Z'),
    chain: 'standard',
  })
})

test('a backfill digest; `_backfill` in the middle of a name is not one', () => {
  expect(named('audit', '20261110T010203Z_backfill')?.chain).toBe('backfill')
  expect(named('audit_backfill')).toMatchObject({ trail: 'audit_backfill', chain: 'standard' })
  expect(named('20261110T010203Z_backfill')?.chain).toBe('standard')
})

test('peers 4.2 trail tr is not tr_us-east-1_x: the home region is what follows the last underscore', () => {
  expect(named('tr')?.trail).toBe('tr')
  expect(named('tr_us-east-1_x')?.trail).toBe('tr_us-east-1_x')
  expect(named('tr_eu-west-1')).toMatchObject({ trail: 'tr_eu-west-1', home: 'eu-west-1' })
})

test('names of trails may hold dots and hyphens', () => {
  expect(named('a.b-c_d')?.trail).toBe('a.b-c_d')
})

test.each([
  '111122223333_CloudTrail_us-east-1_20261110T0102Z_abc.json.gz',
  '111122223333_CloudTrail-Digest_us-east-1_audit_eu-west-1_20261310T010203Z.json.gz',
  '111122223333_CloudTrail-Digest_us-east-1_audit_eu-west-1_20261110T010203Z.json.gz.bak',
  '111122223333_CloudTrail-Digest_us-east-1__eu-west-1_20261110T010203Z.json.gz',
  '',
])('%s is no digest', (key) => {
  expect(digestNameOf(key)).toBeUndefined()
})
