import type { PriceItem } from '../../../model/prices.ts'
import type { EventClass, VolumeReading } from '../../../model/volume.ts'
import type { Cell } from '../copies/recorder.ts'
import { speaksOf } from '../volumes/readings.ts'
import type { Measured } from './measured.ts'

/** What the events of each class are charged as, in every copy or in every further one. */
export const itemsOf = {
  'management-read': 'management-copy',
  'management-write': 'management-copy',
  data: 'data-event',
  'network-activity': 'network-activity-event',
} as const satisfies Record<EventClass, PriceItem>

const counted = new WeakMap<Measured, Map<VolumeReading, boolean>>()

/** Whether the lake has events that a reading speaks of: then usage that was billed is left out, as theirs. */
const isInLake = (measured: Measured, reading: VolumeReading): boolean => {
  const own = counted.get(measured) ?? new Map<VolumeReading, boolean>()
  counted.set(measured, own)
  const found =
    own.get(reading) ??
    [...measured.tuples.values()].some((tuples) => tuples.some((t) => speaksOf(reading, t)))
  own.set(reading, found)
  return found
}

/** Whether a number from elsewhere speaks of all events of a class in a cell; one that was billed, of all copies. */
export const isTold = (
  measured: Measured,
  { account, region }: Partial<Cell>,
  kind: EventClass,
): boolean =>
  measured.readings
    .filter(
      (r) =>
        (r.account === undefined || r.account === account) &&
        (r.region === undefined || r.region === region),
    )
    .some((r) =>
      r.counts === 'recorded'
        ? itemsOf[r.class] === itemsOf[kind] && !isInLake(measured, r)
        : r.class === kind &&
          r.type === undefined &&
          r.resource === undefined &&
          r.access === undefined,
    )
