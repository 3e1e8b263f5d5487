import type { CopyStanding } from '../../../model/bill.ts'
import { between, exactly, NONE, type Range } from '../../../model/range.ts'
import type { Copies } from './copies.ts'
import type { Copied } from './rank.ts'
import type { Recorder } from './recorder.ts'

/** What becomes of one recorder's copies of some management events: events of the window. */
export interface Charged {
  readonly recorder: Recorder
  readonly from: Copies['from']
  readonly standing: CopyStanding
  /** Of these events. */
  readonly events: Range
  /** So many are charged. */
  readonly paid: Range
}

const isSure = ({ events }: Copies): boolean => events.low > 0

/** Further copies inside one place that several trails write to: charged if they are of two trails. */
const beyondFirst = ({ events }: Copies, count: number): Range =>
  events.high === null || events.high <= count ? NONE : between(0, events.high - count, 0)

const only = (copy: Copies, order: readonly Recorder[], count: number): Charged => {
  const { recorder, from, events } = copy
  const inside = beyondFirst(copy, count)
  const isFirst = order[0] === recorder
  if (isFirst && inside.high === 0) return { recorder, from, standing: 'free', events, paid: NONE }
  const paid = isFirst ? inside : between(0, events.high, 0)
  return { recorder, from, standing: 'unsettled', events, paid }
}

/**
 * Which copies of one tuple of management events are charged: all but one (facts/aws.md 4). The copy of the first in
 * order is taken for the free one. An event of which there is one copy costs nothing; but whether AWS counts by event or
 * by trail is not documented, so that the only copy of another trail than the first may be charged after all.
 */
export const chargedOf = (
  { copies, count }: Copied,
  order: readonly Recorder[],
): readonly Charged[] => {
  const place = new Map(order.map((recorder, i) => [recorder, i]))
  const inOrder = copies.toSorted(
    (a, b) =>
      Number(isSure(b)) - Number(isSure(a)) ||
      (place.get(a.recorder) ?? 0) - (place.get(b.recorder) ?? 0),
  )
  const [first, ...further] = inOrder
  if (first === undefined) return []
  if (further.length === 0) return [only(first, order, count)]
  const inside = beyondFirst(first, count)
  const free: Charged = {
    recorder: first.recorder,
    from: first.from,
    standing: inside.high === 0 ? 'free' : 'unsettled',
    events: first.events,
    paid: inside,
  }
  return [free, ...further.map((copy) => charged(copy, isSure(first)))]
}

const charged = (copy: Copies, hasFree: boolean): Charged => {
  const { recorder, from, events } = copy
  const isPaid = hasFree && events.low > 0 && events.low === events.high
  if (isPaid) return { recorder, from, standing: 'paid', events, paid: exactly(events.low) }
  return {
    recorder,
    from,
    standing: 'unsettled',
    events,
    paid: hasFree ? events : between(0, events.high, events.likely),
  }
}
