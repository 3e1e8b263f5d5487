import { expect, test } from 'vitest'
import { deniedPattern } from '../../src/engine/duckdb/denied.ts'
import { denialCodes } from '../../src/model/catalogue/sets.ts'

/** DuckDB's regular expression in JavaScript's words. */
const denied = new RegExp(deniedPattern.replace('(?i)', ''), 'i')

test.each(denialCodes)('R10 %s is a denial', (code) => {
  expect(denied.test(code)).toBe(true)
})

test.each(['NoSuchBucket', 'TrailNotFoundException', 'ThrottlingException', 'ValidationError'])(
  'R10 %s is a failure, but no denial',
  (code) => {
    expect(denied.test(code)).toBe(false)
  },
)
