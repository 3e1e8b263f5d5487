import {
  add,
  changeTimes,
  difference,
  exactly,
  isSame,
  NONE,
  negated,
  type Range,
  sum,
  UNKNOWN,
} from '../../../model/range.ts'
import { type Cell, cellKey, type PricedTrail, type Recorder } from '../copies/recorder.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Counted } from './events.ts'
import type { Measured } from './measured.ts'
import { packingIn } from './packing.ts'
import { unreadOf } from './unread.ts'

/** What one recorder delivers to one bucket out of the events of a cell. */
export interface Holding {
  readonly cell: Cell
  readonly recorder: Recorder
  readonly bucket: string
  /** The key that its files are encrypted with. */
  readonly key: string | undefined
  readonly events: ReadonlyMap<Tuple, Range>
}

/** How much more, or less, is delivered in a month. */
export interface DeliveryChange {
  /** As stored. */
  readonly bytes: Range
  readonly files: Range
}

export const NO_CHANGE: DeliveryChange = { bytes: NONE, files: NONE }

export const addChanges = (a: DeliveryChange, b: DeliveryChange): DeliveryChange => ({
  bytes: add(a.bytes, b.bytes),
  files: add(a.files, b.files),
})

const trailOf = ({ trail, writers }: Recorder): PricedTrail | undefined => trail ?? writers[0]

const placesOf = ({ places }: Measured, cell: Cell, { bits }: Recorder) =>
  places.filter((p) => cellKey(p) === cellKey(cell) && (bits & (1 << p.bit)) !== 0)

const bucketOf = (measured: Measured, cell: Cell, recorder: Recorder): string | undefined =>
  trailOf(recorder)?.config?.s3Bucket ??
  placesOf(measured, cell, recorder).find(({ bucket }) => bucket !== null)?.bucket ??
  undefined

/** What each recorder of a cell delivers, by recorder and bucket; where it delivers must be known. */
export const holdingsIn = (
  { cell, events }: Counted,
  recorders: readonly Recorder[],
  measured: Measured,
): ReadonlyMap<string, Holding> => {
  const byRecorder = new Map<Recorder, Map<Tuple, Range>>()
  for (const { tuple, copies } of events)
    for (const { recorder, events: held } of copies) {
      const own = byRecorder.get(recorder) ?? new Map<Tuple, Range>()
      byRecorder.set(recorder, own.set(tuple, held))
    }
  return new Map(
    recorders.flatMap((recorder, i) => {
      const bucket = bucketOf(measured, cell, recorder)
      if (bucket === undefined) return []
      const key = trailOf(recorder)?.config?.kmsKeyId
      const held = byRecorder.get(recorder) ?? new Map<Tuple, Range>()
      const alike = recorders.slice(0, i).filter(({ id }) => id === recorder.id).length
      return [
        [`${recorder.id}\t${bucket}\t${alike}`, { cell, recorder, bucket, key, events: held }],
      ]
    }),
  )
}

const bytesEach = ({ bytes, count }: Tuple): number => (count === 0 ? 0 : bytes / count)

/** Events that come (or go, below nothing), with the length of their records. */
const delivery = (
  changes: readonly (readonly [Tuple, Range])[],
  bucket: string,
  root: Measured,
): DeliveryChange => {
  const packing = packingIn(root, bucket)
  const records = sum(changes.map(([tuple, n]) => changeTimes(n, exactly(bytesEach(tuple)))))
  const events = sum(changes.map(([, n]) => n))
  const { ratio, filesPerEvent } = packing
  const bytes = changeTimes(records, { low: 0, high: Math.max(1, ratio), likely: ratio })
  const files = changeTimes(events, { low: 0, high: 1, likely: filesPerEvent })
  return { bytes: scaled(bytes, root.factor), files: scaled(files, root.factor) }
}

const scaled = (change: Range, factor: number): Range => changeTimes(change, exactly(factor))

/** Nobody delivers any more what a recorder did: its files as they were read, and what was not read of it. */
const gone = (was: Holding, root: Measured): DeliveryChange => {
  const { recorder, cell, bucket } = was
  const files = placesOf(root, cell, recorder)
  const others = [...was.events].filter(([tuple]) => (tuple.seen & recorder.bits) === 0)
  const further = delivery(others, bucket, root)
  const isUnread = unreadOf(root).some(
    (u) => u.recorder.id === recorder.id && cellKey(u) === cellKey(cell),
  )
  const less = (of: (place: (typeof files)[number]) => number, more: Range): Range => {
    const read = exactly(files.reduce((all, place) => all + of(place), 0) * root.factor)
    return negated(sum([read, more, isUnread ? UNKNOWN : NONE]))
  }
  return {
    bytes: less((p) => p.bytes, further.bytes),
    files: less((p) => p.files, further.files),
  }
}

/** No more files go than there were, where all of them were read. */
const atMostThose = (change: Range, was: Holding | undefined, root: Measured): Range => {
  if (was === undefined || !was.recorder.complete || was.recorder.bits === 0) return change
  const files = placesOf(root, was.cell, was.recorder).reduce((all, p) => all + p.files, 0)
  const least = 0 - files * root.factor
  const likely = change.likely === null ? null : Math.max(least, change.likely)
  return { ...change, low: Math.max(least, change.low), likely }
}

/** What a change makes of one recorder's deliveries to one bucket. `root`: what was measured, before any change. */
export const changeOf = (
  was: Holding | undefined,
  is: Holding | undefined,
  root: Measured,
): DeliveryChange => {
  if (is === undefined) return was === undefined ? NO_CHANGE : gone(was, root)
  const tuples = new Set([...(was?.events.keys() ?? []), ...is.events.keys()])
  const changes = [...tuples].flatMap((tuple): readonly (readonly [Tuple, Range])[] => {
    const [before, after] = [was?.events.get(tuple) ?? NONE, is.events.get(tuple) ?? NONE]
    return isSame(before, after) ? [] : [[tuple, difference(after, before)]]
  })
  if (changes.length === 0) return NO_CHANGE
  const { bytes, files } = delivery(changes, is.bucket, root)
  return { bytes, files: atMostThose(files, was, root) }
}
