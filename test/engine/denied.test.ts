import { expect, test } from 'vitest'
import { deniedMessagePattern, deniedPattern } from '../../src/engine/duckdb/denied.ts'
import { denialCodes } from '../../src/model/catalogue/sets.ts'

/** DuckDB's regular expression in JavaScript's words. */
const denied = new RegExp(deniedPattern.replace('(?i)', ''), 'i')

test.each(denialCodes)('R10 %s is a denial', (code) => {
  expect(denied.test(code)).toBe(true)
})

test.each([
  'PermissionDenied',
  'AllAccessDisabled',
  'OperationNotPermitted',
  'InsufficientPrivilegesException',
])('R10 %s is a denial too', (code) => {
  expect(denied.test(code)).toBe(true)
})

test('R10 a message says it where the code does not', () => {
  const said = new RegExp(deniedMessagePattern.replace('(?i)', ''), 'i')
  expect(said.test('User: x is not authorized to perform: s3:GetObject')).toBe(true)
  expect(said.test('The specified bucket does not exist')).toBe(false)
})

test.each(['NoSuchBucket', 'TrailNotFoundException', 'ThrottlingException', 'ValidationError'])(
  'R10 %s is a failure, but no denial',
  (code) => {
    expect(denied.test(code)).toBe(false)
  },
)
