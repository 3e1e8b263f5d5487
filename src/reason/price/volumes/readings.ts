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

const narrowing = ['account', 'region', 'type', 'resource', 'access'] as const

/** Whether one reading is of a part of what another one is of. */
const isPartOf = (part: VolumeReading, whole: VolumeReading): boolean =>
  part.class === whole.class &&
  part.counts === whole.counts &&
  narrowing.every((field) => whole[field] === undefined || whole[field] === part[field]) &&
  narrowing.some((field) => whole[field] === undefined && part[field] !== undefined)

const less = (whole: Range, part: Range): Range => {
  const { low, high, likely } = difference(whole, part)
  const atLeastNone = (n: number | null): number | null => (n === null ? null : Math.max(0, n))
  return between(Math.max(0, low), atLeastNone(high), atLeastNone(likely))
}

/** A reading without what others tell of parts of it. */
export interface Own {
  readonly reading: VolumeReading
  /** Readings of parts, which are counted apart. */
  readonly parts: readonly VolumeReading[]
}

/** Readings of a whole less those of its parts, each event in one of them: of a bucket, and of the rest of its account. */
export const disjoint = (readings: readonly VolumeReading[]): readonly Own[] => {
  const left = new Map<VolumeReading, VolumeReading>()
  return readings
    .toSorted((a, b) => width(a) - width(b))
    .map((reading) => {
      const parts = readings.filter((part) => isPartOf(part, reading))
      const perMonth = parts.reduce(
        (rest, part) => less(rest, (left.get(part) ?? part).volume.perMonth),
        reading.volume.perMonth,
      )
      const own = { ...reading, volume: { ...reading.volume, perMonth } }
      left.set(reading, own)
      return { reading: own, parts }
    })
}

const width = (reading: VolumeReading): number =>
  narrowing.filter((field) => reading[field] === undefined).length

/** What a reading tells beyond the events that the lake has of it; undefined where that is nothing. */
export const beyond = (
  { reading, parts }: Own,
  tuples: readonly Tuple[],
  factor: number,
): { readonly rest: Range; readonly inLake: boolean } | undefined => {
  const { perMonth, source } = reading.volume
  if (perMonth.high !== null && perMonth.high <= 0) return undefined
  const own = tuples.filter(
    (tuple) => speaksOf(reading, tuple) && !parts.some((part) => speaksOf(part, tuple)),
  )
  if (own.length === 0) return { rest: perMonth, inLake: false }
  if (reading.counts === 'recorded' || source === 'given') return undefined
  const counted = own.reduce((sum, { count }) => sum + count, 0) * factor
  const rest = less(perMonth, exactly(counted))
  return rest.high !== null && rest.high <= 0 ? undefined : { rest, inLake: true }
}
