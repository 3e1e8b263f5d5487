import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copy, type Memory, SHORT } from '../../../src/gather/ingest/columns/text-column.ts'

const memory = (size: number): Memory => {
  const bytes = new Uint8Array(size)
  return { bytes, view: new DataView(bytes.buffer) }
}

/** Text with what doubles are wary of: the longest characters of UTF-8, and DEL beside them. */
const text = fc
  .array(fc.constantFrom('a', '\u007f', '\u{10ffff}', '\u{1f9ed}', '\uffff', 'ÿ', '\u0000'), {
    maxLength: SHORT,
  })
  .map((parts) => Buffer.from(parts.join('')))

describe('copies of text', () => {
  it('have the same bytes, wherever they stand', () => {
    fc.assert(
      fc.property(text, text, fc.nat(9), (before, bytes, at) => {
        const from = memory(before.length + bytes.length + 8)
        from.bytes.set(before)
        from.bytes.set(bytes, before.length)
        const into = memory(at + bytes.length + 8)
        copy(into, at, from, before.length, before.length + bytes.length)
        expect(Buffer.from(into.bytes.subarray(at, at + bytes.length)).equals(bytes)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
