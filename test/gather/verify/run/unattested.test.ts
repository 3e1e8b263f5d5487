import { expect, test } from 'vitest'
import { ON_ITS_WAY, unattestedOf } from '../../../../src/gather/verify/run/unattested.ts'
import type { Store } from '../../../../src/gather/verify/store/store.ts'
import { DAY, formatInstant, HOUR, type Instant, MINUTE } from '../../../../src/model/time.ts'
import type { Slot, SlotState } from '../../../../src/model/verification.ts'
import { FROM } from './world.ts'

const hour = (n: number, state: SlotState, digest: string | null = `d${n}`): Slot => ({
  from: FROM + n * HOUR,
  to: FROM + (n + 1) * HOUR,
  state,
  chain: 'standard',
  digest: state === 'missing' ? null : digest,
  link: null,
  files: [],
  why: null,
  explainedBy: null,
})

const fileAt = (named: Instant) => {
  const stamp = formatInstant(named).replace(/[-:]/g, '').slice(0, 13)
  const name = `111122223333_CloudTrail_eu-west-1_${stamp}Z_AAAAAAAAAAAAAAAA.json.gz`
  const key = `AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/01/${name}`
  const listed = { bucket: 'b', key, uri: `s3://b/${key}`, bytes: 1, mark: null }
  const folder = {
    ...{ bucket: 'b', prefix: '', organization: null },
    ...{ account: '111122223333', region: 'eu-west-1' },
  }
  return { listed, place: { store: {} as unknown as Store, folder } }
}

const why = (named: Instant, slots: readonly Slot[], asOf = FROM + 60 * DAY) =>
  unattestedOf([fileAt(named)], { asOf, slots, isSharedUnvalidated: false })[0]?.why

const broken = [hour(0, 'verified'), hour(1, 'missing'), hour(2, 'verified')]

test('a file of an hour whose digest is gone is said to be so, whatever the hours beside it prove', () => {
  for (const minutes of [51, 61, 100, 119])
    expect(why(FROM + minutes * MINUTE, broken)).toBe('its digest is missing')
  expect(why(FROM + 30 * MINUTE, broken)).toBe('not named by the digest of its hour')
  expect(why(FROM + 90 * MINUTE, [hour(0, 'verified'), hour(1, 'missing')])).toBe(
    'its digest is missing',
  )
})

test('a digest that is there and could not be checked is no lack of digests', () => {
  expect(why(FROM + 30 * MINUTE, [hour(0, 'unchecked')])).toBe('its digest could not be checked')
  expect(why(FROM + 30 * MINUTE, [hour(0, 'unchecked', null)])).toBe('no digests')
  expect(why(FROM + 30 * MINUTE, [])).toBe('no digests')
  expect(why(FROM + 30 * MINUTE, [hour(0, 'invalid')])).toBe('not named by the digest of its hour')
})

test('a file is on its way for ten minutes: a digest that begins within them may name it', () => {
  expect(ON_ITS_WAY).toBe(10 * MINUTE)
  expect(why(FROM - 10 * MINUTE, [hour(0, 'verified')])).toBe('not named by the digest of its hour')
  expect(why(FROM - 11 * MINUTE, [hour(0, 'verified')])).toBe('validation was off')
})

test('a backfill digest may come for a week', () => {
  const named = FROM + 30 * MINUTE
  expect(why(named, [hour(0, 'verified')], named + 7 * DAY - 1)).toBe('backfill may be pending')
  expect(why(named, [hour(0, 'verified')], named + 7 * DAY)).toBe(
    'not named by the digest of its hour',
  )
})

test('an hour stays open until two hours after it', () => {
  const named = FROM + 30 * MINUTE
  const before = [hour(-1, 'verified')]
  expect(why(named, before, named + 3 * HOUR - 1)).toBe('hour still open')
  expect(why(named, before, named + 3 * HOUR)).toBe('validation was off')
})
