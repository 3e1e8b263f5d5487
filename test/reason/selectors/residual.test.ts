import { describe, expect, test } from 'vitest'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { advanced, objects, recorders, scopeOf } from './helpers.ts'

const onUser = (c: object) => advanced(objects({ 'userIdentity.arn': c }))
const users = (c: object) => scopeOf(objects({ 'userIdentity.arn': c }))

const leftOf = (selector: object, scope: object) => {
  const result = covers(recorders(onUser(selector)), users(scope), 'must')
  return result.covered ? [] : result.residual.map((box) => box.fields['userIdentity.arn'])
}

describe('what is left is said in the words of selectors', () => {
  test('a part of a part that was left out is left in a box of its own', () => {
    expect(leftOf({ StartsWith: ['ab'], NotStartsWith: ['abc'] }, { StartsWith: ['a'] })).toEqual([
      { StartsWith: ['a'], NotStartsWith: ['ab'] },
      { StartsWith: ['abc'] },
    ])
  })
  test('texts by themselves are listed, or excepted', () => {
    expect(leftOf({ NotEquals: ['a1', 'a2'] }, { StartsWith: ['a'] })).toEqual([
      { Equals: ['a1', 'a2'] },
    ])
    expect(leftOf({ Equals: ['a1', 'a2'] }, { StartsWith: ['a'] })).toEqual([
      { StartsWith: ['a'], NotEquals: ['a1', 'a2'] },
    ])
  })
  test('an event without the field is left by a positive operator and by a negative one', () => {
    const result = covers(
      recorders(onUser({ StartsWith: ['a'] }), onUser({ NotStartsWith: ['a'] })),
      scopeOf(objects()),
      'must',
    )
    // Nothing begins with nothing but what is not there; of texts, only those in other case are left.
    expect(
      result.covered ? [] : result.residual.map((box) => box.fields['userIdentity.arn']),
    ).toEqual([{ StartsWith: ['A'] }, { NotStartsWith: [''] }])
  })
})

describe('R2 case is tried at every place that literals can tell', () => {
  test.each([
    [{ NotEquals: ['ab'] }, { EndsWith: ['B'] }],
    [{ NotEquals: ['ab'] }, { StartsWith: ['A'] }],
    [{ NotEquals: ['ab'] }, { Equals: ['aB'] }],
    [{ NotStartsWith: ['ab'] }, { StartsWith: ['A'] }],
    [{ NotEndsWith: ['ab'] }, { EndsWith: ['B'] }],
  ])('excluding %j may exclude some of %j', (excluded, scope) => {
    expect(covers(recorders(onUser(excluded)), users(scope), 'must').covered).toBe(false)
    expect(covers(recorders(onUser(excluded)), users(scope), 'may').covered).toBe(true)
  })
  test.each([
    [{ Equals: ['ab'] }, { Equals: ['aB'] }],
    [{ StartsWith: ['ab'] }, { StartsWith: ['AB'] }],
    [{ EndsWith: ['ab'] }, { EndsWith: ['AB'] }],
  ])('selecting %j may select %j', (selected, scope) => {
    expect(covers(recorders(onUser(selected)), users(scope), 'must').covered).toBe(false)
    expect(covers(recorders(onUser(selected)), users(scope), 'may').covered).toBe(true)
  })
  test('another spelling of what one trail excludes and another one selects is in neither for sure', () => {
    const rs = recorders(onUser({ NotStartsWith: ['ab'] }), onUser({ StartsWith: ['ab'] }))
    expect(covers(rs, users({ StartsWith: ['a'] }), 'must').covered).toBe(false)
    expect(covers(rs, users({ StartsWith: ['a'] }), 'may').covered).toBe(true)
  })
  test('what no change of case can tell apart is not doubted', () => {
    expect(
      covers(recorders(onUser({ NotEquals: ['12'] })), users({ EndsWith: ['3'] }), 'must').covered,
    ).toBe(true)
    expect(
      covers(recorders(onUser({ NotStartsWith: ['1:'] })), users({ StartsWith: ['2:'] }), 'must')
        .covered,
    ).toBe(true)
  })
})
