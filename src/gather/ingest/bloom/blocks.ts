import { mixed, spread } from './hash.ts'

/**
 * A Bloom filter in blocks of 64 bytes: a text sets four bits of one block. Each block ends in a checksum of its bits and
 * of where it belongs, so that a bit that was lost on the disk, or a block that stands where another did, never says that
 * something is not there.
 */
export const BLOCK = 64
const WORDS = BLOCK / 4 - 1
const BITS = WORDS * 32
/** Twenty bits for each: about one in a thousand that are not there seems to be. */
const IN_BLOCK = BITS / 20

const blockOf = (hash: number, blocks: number): number =>
  Math.floor(((hash >>> 0) / 2 ** 32) * blocks)

/** Which of the bits of a block: a first one, and steps from there. */
const bitOf = (hash: number, i: number): number =>
  ((hash & 0xffff) + i * (((hash >>> 16) & 0xff) * 2 + 1)) % BITS
const SET = [0, 1, 2, 3] as const

/** Where a block belongs: a number that few files share, and at which of its bytes. */
export interface Place {
  readonly file: number
  readonly at: number
}

const checksum = (words: DataView, from: number, { file, at }: Place): number => {
  let h = mixed(mixed(0x57544246, file), at)
  for (let i = 0; i < WORDS; i++) h = mixed(h, words.getInt32(from + i * 4, true))
  return spread(h)
}

/** A filter of some hashes; empty if there are none. It says nothing until it is sealed. */
export const makeFilter = (...lists: readonly ArrayLike<number>[]): Uint8Array => {
  const blocks = Math.ceil(lists.reduce((sum, list) => sum + list.length, 0) / IN_BLOCK)
  const filter = new Uint8Array(blocks * BLOCK)
  for (const hashes of lists)
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] as number
      const at = blockOf(hash, blocks) * BLOCK
      const bits = spread(hash + 1)
      for (const k of SET) {
        const bit = bitOf(bits, k)
        const byte = at + (bit >> 3)
        filter[byte] = (filter[byte] as number) | (1 << (bit & 7))
      }
    }
  return filter
}

/** Gives each block of a filter its checksum; `place` is that of the first. */
export const seal = (filter: Uint8Array, { file, at }: Place): Uint8Array => {
  const view = new DataView(filter.buffer, filter.byteOffset, filter.byteLength)
  for (let from = 0; from < filter.length; from += BLOCK)
    view.setInt32(from + WORDS * 4, checksum(view, from, { file, at: at + from }), true)
  return filter
}

/** Where in a filter of so many bytes the block of a hash begins. */
export const placeOf = (hash: number, bytes: number): number => blockOf(hash, bytes / BLOCK) * BLOCK

/** Whether a block, from `from` of some bytes, may hold a hash; true as well where it is not the one of that place. */
export const mayHold = (bytes: Uint8Array, from: number, hash: number, place: Place): boolean => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getInt32(from + WORDS * 4, true) !== checksum(view, from, place)) return true
  const bits = spread(hash + 1)
  return SET.every((k) => {
    const bit = bitOf(bits, k)
    return ((bytes[from + (bit >> 3)] as number) & (1 << (bit & 7))) !== 0
  })
}
