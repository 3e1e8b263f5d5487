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

/** What stands behind the range, of no account: bytes with which a double is no number. */
const rest = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map((bytes) => bytes.map((b) => [0x7f, 0xff, 0xf0, 0xf8, b][b % 5] as number))

describe('copies of text', () => {
  it('have the same bytes, wherever they stand', () => {
    fc.assert(
      fc.property(text, text, rest, fc.nat(9), (before, bytes, behind, at) => {
        const from = memory(before.length + bytes.length + behind.length)
        from.bytes.set(before)
        from.bytes.set(bytes, before.length)
        from.bytes.set(behind, before.length + bytes.length)
        const into = memory(at + bytes.length + 8)
        copy(into, at, from, before.length, before.length + bytes.length)
        expect(Buffer.from(into.bytes.subarray(at, at + bytes.length)).equals(bytes)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
