import { expect, test } from 'vitest'
import type { Finding } from '../../../src/model/finding.ts'
import type { FailOn } from '../../../src/show/assess/assessment.ts'
import { exitOf } from '../../../src/show/assess/exit.ts'
import { assessmentOf, findingOf, unknownOf } from './given.ts'

const fail = findingOf()
const pass = findingOf({ status: 'pass', resource: 'b' })
const unknown = unknownOf({ resource: 'c' })

const cases: readonly (readonly [string, readonly Finding[], FailOn, number])[] = [
  ['all passed', [pass], 'low', 0],
  ['one failed', [pass, fail], 'low', 1],
  ['failures win over unknowns', [fail, unknown], 'low', 1],
  ['nothing failed, and something that matters stayed unknown', [pass, unknown], 'low', 3],
  ['below the threshold nothing counts', [fail, unknown], 'critical', 0],
  ['an info finding is below the default', [findingOf({ severity: 'info' })], 'low', 0],
  [
    'an unknown counts where the failure does not',
    [findingOf({ severity: 'low' }), unknown],
    'high',
    3,
  ],
  ['nothing to judge is no pass', [], 'low', 3],
  ['none never fails', [fail, unknown], 'none', 0],
]

test.each(cases)('%s', (_, findings, failOn, code) => {
  expect(exitOf(assessmentOf(findings, { over: { failOn } }))).toBe(code)
})

test('with a baseline only new failures count', () => {
  expect(exitOf(assessmentOf([fail], { baseline: [fail] }))).toBe(0)
  expect(exitOf(assessmentOf([fail, findingOf({ resource: 'd' })], { baseline: [fail] }))).toBe(1)
})

test('a baseline accepts findings, never blindness', () => {
  expect(exitOf(assessmentOf([fail, unknown], { baseline: [fail, unknown] }))).toBe(3)
})

test('what was unknown in the baseline and fails now is new', () => {
  expect(exitOf(assessmentOf([fail], { baseline: [unknownOf()] }))).toBe(1)
})
