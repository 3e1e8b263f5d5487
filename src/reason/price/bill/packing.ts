import { cellKey } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'

/** How records lie in the log files that were ingested: what a further or a missing event is likely to make of them. */
export interface Packing {
  /** Bytes as stored for each byte of a record. */
  readonly ratio: number
  /** Bytes as stored for each event. */
  readonly bytes: number
  readonly filesPerEvent: number
}

/**
 * 2,900 events of 1,262 bytes lay in 55 files, 145 bytes each (facts/aws.md 2.1, measured): events of which no file was
 * read are likely to be like that.
 */
const TYPICAL: Packing = { ratio: 145 / 1262, bytes: 145, filesPerEvent: 55 / 2900 }

/** No event is longer (facts/aws.md 1.2). */
export const LONGEST_EVENT = 256 * 1024

interface Sums {
  stored: number
  files: number
  records: number
  events: number
}

const packed = ({ stored, files, records, events }: Sums): Packing | undefined =>
  records === 0 || stored === 0
    ? undefined
    : { ratio: stored / records, bytes: stored / events, filesPerEvent: files / events }

const sumsOf = ({ places, tuples, counted = tuples }: Measured, bucket?: string): Sums => {
  const sums = { stored: 0, files: 0, records: 0, events: 0 }
  for (const place of places) {
    if (bucket !== undefined && place.bucket !== bucket) continue
    sums.stored += place.bytes
    sums.files += place.files
    for (const { seen, bytes, count } of counted.get(cellKey(place)) ?? []) {
      if ((seen & (1 << place.bit)) === 0) continue
      sums.records += bytes
      sums.events += count
    }
  }
  return sums
}

const known = new WeakMap<Measured, Map<string, Packing>>()

/** As in the bucket, else as in all that was ingested, else as events are (`TYPICAL`). */
export const packingIn = (measured: Measured, bucket: string): Packing => {
  const own = known.get(measured) ?? new Map<string, Packing>()
  known.set(measured, own)
  const found =
    own.get(bucket) ?? packed(sumsOf(measured, bucket)) ?? packed(sumsOf(measured)) ?? TYPICAL
  own.set(bucket, found)
  return found
}
