import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { firstMember } from '../../../src/gather/objects/gzip.ts'
import { SCRATCH, withRoom } from '../../../src/gather/objects/memory.ts'

const LIMIT = 50_000_000
const text = (letter: string, length: number) => Buffer.from(letter.repeat(length))
const content = (stored: Uint8Array, limit = LIMIT) => firstMember(stored, limit).content

it('files are uncompressed one after another into the same memory', () => {
  const [large, small] = [text('a', 3_000_000), text('b', 1000)]
  expect(content(gzipSync(large)).equals(large)).toBe(true)
  const first = content(gzipSync(small))
  expect(first.equals(small)).toBe(true)
  expect(content(gzipSync(large)).buffer).toBe(first.buffer)
})

it('there is room after a file, and a file that stands in memory stays where it is', () => {
  const file = content(gzipSync(text('a', 1000)))
  const memory = withRoom(file)
  expect(memory.buffer).toBe(file.buffer)
  expect(memory.length).toBeGreaterThanOrEqual(file.length + SCRATCH)
})

it('a file without its first bytes is copied, and is itself as it was', () => {
  const all = content(gzipSync(Buffer.from('xyz{"Records":[]}')))
  const file = all.subarray(3)
  const memory = withRoom(file)
  memory.fill(0, file.length)
  expect(Buffer.from(memory.subarray(0, file.length)).toString()).toBe('{"Records":[]}')
  expect(all.toString()).toBe('xyz{"Records":[]}')
})

it('a trailer that lies about the size makes no difference to what is read', () => {
  for (const size of [0, 10, 0xffff_ffff]) {
    const stored = Buffer.from(gzipSync(text('a', 100_000)))
    stored.writeUInt32LE(size, stored.length - 4)
    expect(() => content(stored)).toThrow('wrong length')
  }
  expect(() => content(gzipSync(text('a', 100_000)), 5000)).toThrow('larger than')
})
