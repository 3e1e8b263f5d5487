import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, jsonText, markdownCell, safe } from '../../../src/show/format/safe.ts'

const HOSTILE =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
const anything = fc.string({ unit: 'binary', maxLength: 60 })

test('control, bidirectional and invisible characters become visible escapes', () => {
  expect(safe('a\u001b[31mred')).toBe('a\\u001b[31mred')
  expect(safe('\u202eexe.gpj')).toBe('\\u202eexe.gpj')
  expect(safe('a\nb\u2028c')).toBe('a\\u000ab\\u2028c')
  expect(safe('tag \u{e0041}')).toBe('tag \\u{e0041}')
  expect(safe('plain ünïcode 日本')).toBe('plain ünïcode 日本')
})

test('no output form lets a hostile character through', () => {
  fc.assert(
    fc.property(anything, (text) => {
      for (const out of [safe(text), csvCell(text), markdownCell(text)])
        expect(out).not.toMatch(HOSTILE)
    }),
    { numRuns: 5000 },
  )
})

test('a CSV cell is never a formula', () => {
  for (const c of ['=', '+', '-', '@', '\t', '\r'])
    expect(csvCell(`${c}cmd|' /C calc'!A0`)).toMatch(/^"?'/)
  expect(csvCell('a,"b"')).toBe('"a,""b"""')
})

test('a workflow command of a CI log cannot be forged: a value never begins a line', () => {
  expect(safe('x\n::error::forged')).not.toContain('\n')
})

test('JSON stays the same JSON, without raw hostile characters', () => {
  fc.assert(
    fc.property(fc.jsonValue(), anything, (value, text) => {
      const document = jsonText({ value, text }, 2)
      expect(JSON.parse(document)).toEqual(JSON.parse(JSON.stringify({ value, text })))
      expect(document.replaceAll('\n', '')).not.toMatch(HOSTILE)
    }),
    { numRuns: 2000 },
  )
})
