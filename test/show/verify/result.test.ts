import { expect, test } from 'vitest'
import { type SlotState, slotStates } from '../../../src/model/verification.ts'
import { resultOf, verifyExit } from '../../../src/show/verify/result.ts'
import { chain, hours, problem, report, unattested } from './report.ts'

const whole = report([chain(hours(['verified', 'verified-empty']))])
const byDefault = { from: false, to: false }
const explicit = { from: true, to: true }
const code = (r = whole, asked = byDefault) => verifyExit[resultOf(r, asked)]

test('exit 0: all verified, or verified and nothing due yet', () => {
  expect(code()).toBe(0)
  expect(code(whole, explicit)).toBe(0)
  expect(code(report([chain(hours(['verified', 'not-yet-due']))]))).toBe(0)
})

/** What each state does to the exit code: where the ends of the window are the default, and where they were asked for. */
const EXIT: Readonly<Record<SlotState, readonly [number, number]>> = {
  verified: [0, 0],
  'verified-empty': [0, 0],
  missing: [1, 1],
  invalid: [1, 1],
  unchecked: [3, 3],
  'before-enabling': [0, 3],
  'after-stop': [3, 3],
  interrupted: [3, 3],
  'not-yet-due': [0, 3],
}

test.each(slotStates)('one slot that is %s among verified ones', (state) => {
  const r = report([chain(hours(['verified', state]))])
  expect([code(r), code(r, explicit)]).toEqual(EXIT[state])
})

test('no digests at all is 3, also where nothing complains', () => {
  expect(code(report([]))).toBe(3)
  expect(code(report([chain([])]))).toBe(3)
  expect(code(report([chain(hours(['before-enabling', 'not-yet-due']))]))).toBe(3)
})

test('a failure is 1 whatever else there is; what is open is 3; a note changes nothing', () => {
  const open = problem({ weight: 'open' })
  expect(code({ ...whole, problems: [open, problem()] })).toBe(1)
  expect(code({ ...whole, problems: [open] })).toBe(3)
  expect(code({ ...whole, problems: [problem({ weight: 'note' })] })).toBe(0)
})

test('log files that no digest names are 3, but those of the hour that is still open', () => {
  for (const why of [
    'validation was off',
    'backfill may be pending',
    'no digests',
    'not named by the digest of its hour',
  ] as const)
    expect(code({ ...whole, unattested: [unattested(why)] })).toBe(3)
  expect(code({ ...whole, unattested: [unattested('hour still open')] })).toBe(0)
  expect(code({ ...whole, unattested: [unattested('hour still open')] }, explicit)).toBe(3)
})

test('files that the lake lacks say nothing against the log', () => {
  expect(code({ ...whole, notInLake: [{ bucket: 'b', key: 'k' }] })).toBe(0)
})
