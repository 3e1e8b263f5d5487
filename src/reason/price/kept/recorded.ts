import type { BillLine } from '../../../model/bill.ts'
import type { RecordedCount } from '../../../model/proposal.ts'
import { add, between, NONE, type Range, scale } from '../../../model/range.ts'
import type { EventClass } from '../../../model/volume.ts'
import type { Counted } from '../bill/events.ts'

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

/**
 * What each trail records a month, before and after. `untold`: what trails would record that nobody has counted, so that
 * the count is the least of it.
 */
export const recordedCounts = (
  before: readonly Counted[],
  after: readonly Counted[],
  factor: number,
  untold: readonly Pick<BillLine, 'trail' | 'class'>[] = [],
): readonly RecordedCount[] => {
  const [was, is] = [sumsOf(before), sumsOf(after)]
  const uncounted = new Set<string>()
  for (const line of untold)
    if (line.trail !== null && line.class !== null) {
      grow(is, line.trail, line.class, NONE)
      uncounted.add(`${line.trail}\t${line.class}`)
    }
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const one = was.get(key) ?? is.get(key)
    if (one === undefined) return []
    return {
      trail: one.trail,
      class: one.class,
      before: scale(was.get(key)?.events ?? NONE, factor),
      after: scale(is.get(key)?.events ?? NONE, factor),
      isAtLeast: uncounted.has(key),
    }
  })
}
