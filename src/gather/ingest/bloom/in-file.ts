import { closeSync, openSync, readSync } from 'node:fs'
import { BLOCK, mayHold, placeOf } from './blocks.ts'

/** Where in a Parquet file its filter lies: before the footer, where the format has its own (design.md 6). */
export interface FilterPlace {
  readonly version: 1
  readonly at: number
  readonly bytes: number
}

/** The length of the footer, and "PAR1". */
const TAIL = 8

/** How many bytes of a Parquet file are footer, told by its last eight. */
export const footerBytes = (tail: Uint8Array): number =>
  new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(tail.length - TAIL, true) +
  TAIL

/** A Parquet file with a filter, in pieces to be written one after another. Footers tell places from the beginning. */
export const withFilter = (file: Uint8Array, filter: Uint8Array) => {
  const at = file.length - footerBytes(file)
  const place: FilterPlace = { version: 1, at, bytes: filter.length }
  return { pieces: [file.subarray(0, at), filter, file.subarray(at)], place }
}

/** More than so many are looked for in the whole filter, which is then read at once. */
const ONE_BY_ONE = 8

const isWhole = ({ version, bytes }: FilterPlace): boolean => version === 1 && bytes % BLOCK === 0

/** Whether a file may hold one of some hashes: false only where its filter was read and holds none. */
export const fileMayHold = (
  path: string,
  place: FilterPlace | undefined,
  hashes: readonly number[],
): boolean => {
  if (place === undefined || !isWhole(place)) return true
  const { at, bytes } = place
  const file = openSync(path, 'r')
  try {
    if (hashes.length > ONE_BY_ONE) {
      const filter = Buffer.allocUnsafe(bytes)
      if (readSync(file, filter, 0, bytes, at) !== bytes) return true
      return hashes.some((hash) => mayHold(filter, placeOf(hash, bytes), hash))
    }
    const block = Buffer.allocUnsafe(BLOCK)
    return hashes.some((hash) => {
      const from = at + placeOf(hash, bytes)
      return readSync(file, block, 0, BLOCK, from) !== BLOCK || mayHold(block, 0, hash)
    })
  } finally {
    closeSync(file)
  }
}
