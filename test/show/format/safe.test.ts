import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  csvCell,
  dotText,
  jsonText,
  markdownCell,
  mermaidText,
  safe,
} from '../../../src/show/format/safe.ts'

/** Ranges of code points that no output may contain. */
const HOSTILE = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
] as const
const hostileIn = (text: string): number[] =>
  [...text]
    .map((c) => c.codePointAt(0) ?? 0)
    .filter((code) => HOSTILE.some(([from, to]) => from <= code && code <= to))
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
      for (const out of [
        safe(text),
        csvCell(text),
        markdownCell(text),
        dotText(text),
        mermaidText(text),
      ])
        expect(hostileIn(out)).toEqual([])
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
      expect(hostileIn(document.replaceAll('\n', ''))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

const decoded = (text: string, entity: RegExp): string =>
  text.replace(entity, (_, n: string) => String.fromCodePoint(Number(n)))
const NAMED = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&#92;': '\\', '&amp;': '&' }

test('a label of Graphviz holds no quote, backslash or bracket, and reads as the safe text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const out = dotText(text)
      expect(out).not.toMatch(/["\\<>\n]/)
      const back = out.replace(
        /&(?:quot|lt|gt|amp|#39|#92);/g,
        (e) => NAMED[e as keyof typeof NAMED],
      )
      expect(back).toBe(safe(text))
    }),
    { numRuns: 2000 },
  )
})

test('a label of Mermaid holds no syntax, and reads as the safe text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const out = mermaidText(text)
      expect(out.replace(/#\d+;/g, '')).not.toMatch(/["`<>()[\]{}|%;#&\\\n]/)
      expect(decoded(out, /#(\d+);/g)).toBe(safe(text))
    }),
    { numRuns: 2000 },
  )
  expect(mermaidText('%%{init: {}}%% end')).not.toContain('%')
  expect(mermaidText('style x:[#1;')).not.toContain(':')
})
