import { groupBy } from '../../../model/group-by.ts'
import { between, difference, exactly, isExact, type Range } from '../../../model/range.ts'
import { type VolumeReading, volumeSources } from '../../../model/volume.ts'
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

/** What readings of one thing have in common. */
export const readingKey = (r: VolumeReading): string =>
  [r.account, r.region, r.class, r.type, r.resource, r.access, r.item].join('\t')

/** The best of several readings of the same events; a second one would count them again. */
export const bestOf = (readings: readonly VolumeReading[]): readonly VolumeReading[] => {
  const rank = (r: VolumeReading): number => volumeSources.indexOf(r.volume.source)
  return [...groupBy(readings, readingKey).values()].flatMap((all) =>
    all.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1),
  )
}

const ownTuples = ({ reading, parts }: Own, tuples: readonly Tuple[]): readonly Tuple[] =>
  tuples.filter((tuple) => speaksOf(reading, tuple) && !parts.some((part) => speaksOf(part, tuple)))

const total = (tuples: readonly Tuple[]): number => tuples.reduce((sum, t) => sum + t.count, 0)

/**
 * A number that the user gives, spread over the events of the lake that it speaks of in the shares that they have. Where
 * the lake may have a part of them only, no more than was counted is spread.
 */
const spread = (
  tuples: readonly Tuple[],
  own: Own,
  factor: number,
  isWhole: boolean,
): readonly Tuple[] => {
  const { perMonth } = own.reading.volume
  const spoken = new Set(ownTuples(own, tuples))
  const counted = total([...spoken]) * factor
  if (counted === 0 || !isExact(perMonth)) return tuples
  if (!isWhole && perMonth.low > counted) return tuples
  const by = perMonth.low / counted
  return tuples.map((tuple) =>
    spoken.has(tuple)
      ? { ...tuple, count: tuple.count * by, bytes: tuple.bytes * by, source: 'given' }
      : tuple,
  )
}

/**
 * Tuples with the numbers that the user gave in the place of those that were counted. `whole`: the keys of readings all
 * of whose events something records, so that the lake shows how they are shared out.
 */
export const withGiven = (
  tuples: readonly Tuple[],
  readings: readonly VolumeReading[],
  factor: number,
  whole: ReadonlySet<string>,
): readonly Tuple[] =>
  disjoint(bestOf(readings.filter(({ volume }) => volume.source === 'given'))).reduce(
    (all, own) => spread(all, own, factor, whole.has(readingKey(own.reading))),
    tuples,
  )

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

/** Less than this is the error of arithmetic. */
const NEXT_TO_NOTHING = 1e-3

/**
 * What a reading tells beyond the events that the lake has of it; undefined where that is nothing. A number of the user
 * that was spread (`whole`) is in the lake by now.
 */
export const beyond = (
  own: Own,
  tuples: readonly Tuple[],
  factor: number,
  whole: ReadonlySet<string>,
): { readonly rest: Range; readonly inLake: boolean } | undefined => {
  const { reading } = own
  const { perMonth, source } = reading.volume
  if (perMonth.high !== null && perMonth.high <= 0) return undefined
  const counted = ownTuples(own, tuples)
  if (counted.length === 0) return { rest: perMonth, inLake: false }
  const isSpread = source === 'given' && whole.has(readingKey(reading))
  if (reading.counts === 'recorded' || isSpread) return undefined
  const rest = less(perMonth, exactly(total(counted) * factor))
  return rest.high !== null && rest.high < NEXT_TO_NOTHING ? undefined : { rest, inLake: true }
}
