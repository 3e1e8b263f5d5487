import type { Listing } from '../listing/listing.ts'
import type { Job } from './task.ts'

const BATCH_OBJECTS = 2000
/** How much larger than its gzip file a log is. */
const GZIP_RATIO = 12
/** A run of at least so many batches ends with smaller ones. */
const LONG_RUN = 8
/** Threads load for half a second what they need: not worth it for fewer uncompressed bytes than this. */
const SMALL_RUN = 4_000_000

/** What goes into the lake in one step, step by step. The objects of a batch are there while it is run. */
export interface Batches {
  readonly count: number
  readonly jobs: (number: number) => readonly Job[]
  /** So little that the thread which asks had better do it. */
  readonly isSmall: boolean
}

/**
 * Cuts objects into batches by size: the same objects always the same way. The last ones of a long run
 * are smaller, so that no thread has long to do when the others have ended.
 */
export const cut = (
  listing: Listing,
  numbers: Uint32Array,
  firstId: number,
  batchBytes: number,
): Batches => {
  const expectedBytes = (n: number): number =>
    listing.common(n).isGzip ? listing.bytes(n) * GZIP_RATIO : listing.bytes(n)
  const whole = numbers.reduce((sum, n) => sum + expectedBytes(n), 0)
  const isLong = whole >= LONG_RUN * batchBytes
  const starts: number[] = []
  let left = whole
  let most = batchBytes
  let size = Number.POSITIVE_INFINITY
  numbers.forEach((n, i) => {
    const more = expectedBytes(n)
    if (size + more > most || i - (starts.at(-1) ?? 0) >= BATCH_OBJECTS) {
      if (isLong) most = Math.max(batchBytes / 2, Math.min(batchBytes, left / 4))
      starts.push(i)
      size = more
    } else size += more
    left -= more
  })
  const jobs = (number: number): readonly Job[] => {
    const from = starts[number] ?? numbers.length
    const batch = numbers.subarray(from, starts[number + 1])
    return Array.from(batch, (n, i) => ({ ...listing.at(n), id: firstId + from + i }))
  }
  return { count: starts.length, jobs, isSmall: starts.length <= 1 && whole < SMALL_RUN }
}
