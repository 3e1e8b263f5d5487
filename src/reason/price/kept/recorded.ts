import type { BillLine } from '../../../model/bill.ts'
import type { RecordedCount } from '../../../model/proposal.ts'
import { add, between, NONE, type Range, scale, UNKNOWN } from '../../../model/range.ts'
import type { EventClass } from '../../../model/volume.ts'
import type { Counted } from '../bill/events.ts'
import type { RecordedBeside } from '../bill/readings.ts'

type Sums = Map<string, { readonly trail: string; readonly class: EventClass; events: Range }>

const grow = (sums: Sums, trail: string, kind: EventClass, events: Range): void => {
  const key = `${trail}\t${kind}`
  const sum = sums.get(key) ?? { trail, class: kind, events: NONE }
  sums.set(key, sum)
  sum.events = add(sum.events, events)
}

/** Events of the window that each trail records, by class; in places that trails share any of them may have (R18). */
const sumsOf = (counted: readonly Counted[]): Sums => {
  const sums: Sums = new Map()
  for (const { events } of counted)
    for (const { tuple, copies } of events)
      for (const { recorder, events: held } of copies) {
        if (recorder.trail !== undefined) grow(sums, recorder.trail.arn.arn, tuple.class, held)
        for (const writer of recorder.writers)
          grow(sums, writer.arn.arn, tuple.class, between(0, tuple.count, null))
      }
  return sums
}

/** The events of a measurement: those of the lake, and what was counted elsewhere. */
export interface Recording {
  readonly counted: readonly Counted[]
  readonly beside: readonly RecordedBeside[]
}

const monthOf = ({ counted, beside }: Recording, factor: number): Sums => {
  const sums: Sums = new Map(
    [...sumsOf(counted)].map(([key, sum]) => [key, { ...sum, events: scale(sum.events, factor) }]),
  )
  for (const { trail, class: kind, events } of beside) grow(sums, trail, kind, events)
  return sums
}

/**
 * What each trail records a month, before and after. `untold`: what trails would record that nobody has counted, so that
 * the count is the least of it.
 */
export const recordedCounts = (
  before: Recording,
  after: Recording,
  factor: number,
  untold: readonly Pick<BillLine, 'trail' | 'class'>[] = [],
): readonly RecordedCount[] => {
  const [was, is] = [monthOf(before, factor), monthOf(after, factor)]
  const uncounted = new Set<string>()
  for (const line of untold)
    if (line.trail !== null && line.class !== null) {
      grow(is, line.trail, line.class, UNKNOWN)
      uncounted.add(`${line.trail}\t${line.class}`)
    }
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const one = was.get(key) ?? is.get(key)
    if (one === undefined) return []
    return {
      trail: one.trail,
      class: one.class,
      before: was.get(key)?.events ?? NONE,
      after: is.get(key)?.events ?? NONE,
      isAtLeast: uncounted.has(key),
    }
  })
}
