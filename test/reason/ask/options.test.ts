import { describe, expect, test } from 'vitest'
import { paramsOf, questionOf } from '../../../src/reason/ask/options.ts'
import { editDistance, nearNames } from '../../../src/reason/identity/near.ts'

const usage = (hint: string) =>
  expect.objectContaining({ code: 'usage', hint: expect.stringContaining(hint) })
const caught = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

describe('a question that cannot be asked', () => {
  test.each([
    ['an unknown question', () => questionOf('who-read-object'), 'who-read-objects'],
    ['nothing like a question', () => questionOf('xyz'), 'key-activity'],
    ['an unknown option', () => paramsOf(questionOf('key-activity'), { kye: 'x' }), 'key'],
    ['no option of those needed', () => paramsOf(questionOf('who-read-objects'), {}), '--bucket'],
    ['an empty value', () => paramsOf(questionOf('key-activity'), { key: '' }), 'once for each'],
    [
      'two values',
      () => paramsOf(questionOf('key-activity'), { key: ['a', 'b'] }),
      'once for each',
    ],
  ])('%s', (_, run, hint) => {
    expect(caught(run)).toEqual(usage(hint))
  })

  test('a prefix without its bucket', () => {
    const run = () => paramsOf(questionOf('who-read-objects'), { key: 'x', prefix: 'in/' })
    expect(caught(run)).toMatchObject({ code: 'usage' })
  })

  test('a key and a principal at once', () => {
    const run = () => paramsOf(questionOf('who-read-objects'), { key: 'x', principal: 'y' })
    expect(caught(run)).toMatchObject({ code: 'usage' })
  })
})

test('flags and single values are taken as they come', () => {
  const params = paramsOf(questionOf('console-logins'), { root: true, 'without-mfa': 'false' })
  expect(params).toEqual({ root: true, 'without-mfa': false })
  expect(paramsOf(questionOf('key-activity'), { key: ['AKIAIOSFODNN7EXAMPLE'] })).toEqual({
    key: 'AKIAIOSFODNN7EXAMPLE',
  })
})

describe('near names', () => {
  test.each([
    ['data', 'data', 0],
    ['dtaa', 'data', 1],
    ['dat', 'data', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abcdef', 'uvwxyz', 4],
  ])('%s is %s away from %s', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance)
  })

  test('are the nearest three at most, and none that is far', () => {
    const names = ['payroll', 'payrol', 'payrolls', 'pay-roll', 'other', 'payroll']
    expect(nearNames('payrlol', names)).toEqual(['payrol', 'payroll', 'pay-roll'])
    expect(nearNames('zzz', names)).toEqual([])
  })
})
