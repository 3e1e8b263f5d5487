import { closeSync, openSync, readSync } from 'node:fs'
import { type NamingColumn, namingColumns } from '../../../model/lake.ts'
import { BLOCK, mayHold, placeOf, seal } from './blocks.ts'
import { bytesOf, hashOf } from './hash.ts'
import type { Filters } from './names.ts'

/** Where in a Parquet file its filters lie: before the footer, where the format has its own. */
export interface FilterPlaces {
  readonly version: 2
  /** A hash of the footer: the checksums of the filters are of it too. */
  readonly file: number
  readonly at: number
  /** How many bytes that of each column has; one after another in the order of `namingColumns`. */
  readonly bytes: Readonly<Record<string, number>>
}

/** The length of the footer, and "PAR1". */
export const TAIL = 8

/** How many bytes at the end of a Parquet file are its footer, told by its last eight. */
export const footerBytes = (tail: Uint8Array): number =>
  new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(tail.length - TAIL, true) +
  TAIL

/**
 * A Parquet file, or the end of one that begins at `from`, with filters: in pieces to be written one after another.
 * Footers tell places from the beginning of the file, so nothing in them changes. The filters get their checksums.
 */
export const withFilters = (file: Uint8Array, filters: Filters, from = 0) => {
  const footer = file.length - footerBytes(file)
  const id = hashOf(bytesOf(file), footer, file.length, 0)
  const places: FilterPlaces = {
    version: 2,
    file: id,
    at: from + footer,
    bytes: Object.fromEntries(namingColumns.map((name) => [name, filters[name].length])),
  }
  let at = places.at
  const inside = namingColumns.map((name) => {
    const filter = seal(filters[name], { file: id, at })
    at += filter.length
    return filter
  })
  return { pieces: [file.subarray(0, footer), ...inside, file.subarray(footer)], places }
}

/** A block costs as much to read as so many bytes at once. */
const BLOCK_READS = 1024

/** Where the filter of a column lies; `undefined` where this version cannot tell. */
const placeIn = (places: FilterPlaces | undefined, column: NamingColumn) => {
  if (places?.version !== 2) return undefined
  const { file } = places
  let at = places.at
  for (const name of namingColumns) {
    const bytes = places.bytes[name]
    if (bytes === undefined || bytes % BLOCK !== 0) return undefined
    if (name === column) return { file, at, bytes }
    at += bytes
  }
  return undefined
}

/** Whether a file may hold one of some hashes in a column: false only where its filter was read and holds none. */
export const fileMayHold = (
  path: string,
  places: FilterPlaces | undefined,
  column: NamingColumn,
  hashes: readonly number[],
): boolean => {
  const place = placeIn(places, column)
  if (place === undefined) return true
  const { file: id, at, bytes } = place
  if (bytes === 0) return false
  const file = openSync(path, 'r')
  try {
    if (hashes.length * BLOCK_READS > bytes) {
      const filter = Buffer.allocUnsafe(bytes)
      if (readSync(file, filter, 0, bytes, at) !== bytes) return true
      return hashes.some((hash) => {
        const from = placeOf(hash, bytes)
        return mayHold(filter, from, hash, { file: id, at: at + from })
      })
    }
    const block = Buffer.allocUnsafe(BLOCK)
    return hashes.some((hash) => {
      const from = at + placeOf(hash, bytes)
      return (
        readSync(file, block, 0, BLOCK, from) !== BLOCK ||
        mayHold(block, 0, hash, { file: id, at: from })
      )
    })
  } finally {
    closeSync(file)
  }
}
