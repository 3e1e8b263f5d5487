import { between, difference, exactly, isExact, type Range } from '../../../model/range.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import type { Tuple } from './tuple.ts'

const accessOf = ({ event }: Tuple): VolumeReading['access'] =>
  event.readOnly === undefined ? undefined : event.readOnly ? 'read' : 'write'

/** Whether a reading speaks of the events of a tuple. */
export const speaksOf = (reading: VolumeReading, tuple: Tuple): boolean =>
  reading.class === tuple.class &&
  (reading.account === undefined || reading.account === tuple.account) &&
  (reading.region === undefined || reading.region === tuple.region) &&
  (reading.type === undefined || reading.type === tuple.type) &&
  (reading.resource === undefined || reading.resource === tuple.resource) &&
  (reading.access === undefined || reading.access === accessOf(tuple))

/** A number that the user gives, spread over the events of the lake that it speaks of in the shares that they have. */
const spread = (
  tuples: readonly Tuple[],
  reading: VolumeReading,
  factor: number,
): readonly Tuple[] => {
  const wanted = reading.volume.perMonth
  const total = tuples
    .filter((tuple) => speaksOf(reading, tuple))
    .reduce((sum, { count }) => sum + count, 0)
  if (total === 0 || !isExact(wanted)) return tuples
  const by = wanted.low / (total * factor)
  return tuples.map((tuple) =>
    speaksOf(reading, tuple)
      ? { ...tuple, count: tuple.count * by, bytes: tuple.bytes * by, source: 'given' }
      : tuple,
  )
}

/** Tuples with the numbers that the user gave in the place of those that were counted. */
export const withGiven = (
  tuples: readonly Tuple[],
  readings: readonly VolumeReading[],
  factor: number,
): readonly Tuple[] =>
  readings
    .filter((reading) => reading.volume.source === 'given')
    .reduce((all, reading) => spread(all, reading, factor), tuples)

/** What a reading tells beyond the events that the lake has of it; undefined where that is nothing. */
export const beyond = (
  reading: VolumeReading,
  tuples: readonly Tuple[],
  factor: number,
): { readonly rest: Range; readonly inLake: boolean } | undefined => {
  const own = tuples.filter((tuple) => speaksOf(reading, tuple))
  if (own.length === 0) return { rest: reading.volume.perMonth, inLake: false }
  if (reading.counts === 'recorded' || reading.volume.source === 'given') return undefined
  const counted = own.reduce((sum, { count }) => sum + count, 0) * factor
  const { low, high, likely } = difference(reading.volume.perMonth, exactly(counted))
  if (high !== null && high <= 0) return undefined
  const rest = between(Math.max(0, low), high, likely === null ? null : Math.max(0, likely))
  return { rest, inLake: true }
}
