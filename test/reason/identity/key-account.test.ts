import { describe, expect, test } from 'vitest'
import { accountOfKey } from '../../../src/reason/identity/key-account.ts'
import { isMaskedKey } from '../../../src/reason/identity/masked.ts'

describe('R15 the account in a key id', () => {
  test.each([
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    ['AKIAQNZGKIQY56JQ7WML', '029608264753'],
  ])('R15 %s belongs to %s', (key, account) => {
    expect(accountOfKey(key)).toBe(account)
  })

  test.each([
    ['an old key, whose fifth character is before Q', 'AKIAIOSFODNN7EXAMPLE'],
    ['a character that base32 has not', 'AKIAQNZGKIQY50JQ7WML'],
    ['too short', 'AKIAQNZGKIQY56JQ7WM'],
    ['too long', 'AKIAQNZGKIQY56JQ7WMLA'],
    ['small letters', 'akiaqnzgkiqy56jq7wml'],
    ['more than twelve digits', 'AKIA7777777777777777'],
    ['nothing', ''],
  ])('R15 %s names none', (_, key) => {
    expect(accountOfKey(key)).toBeUndefined()
  })
})

test.each([
  '',
  '****',
  'AKIA****************',
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAXXXXXXXXXXXXXXXX',
  '<key>',
])('R12 %s is a masked key', (key) => {
  expect(isMaskedKey(key)).toBe(true)
})

test('R12 a key is not masked', () => {
  expect(isMaskedKey('ASIAQNZGKIQY56JQ7WML')).toBe(false)
})
