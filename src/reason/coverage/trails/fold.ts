import { type Intervals, intersect, intervals } from '../../../model/intervals.ts'
import { formatInstant, type Instant, type Interval } from '../../../model/time.ts'
import type { Anchor } from './anchor.ts'
import { bySecond } from './same-second.ts'

export const EVER = Number.NEGATIVE_INFINITY
export const NEVERMORE = Number.POSITIVE_INFINITY

/** Times at which every change of a trail would have been seen. `rooted`: by what no trail can switch off (R21). */
export interface Witness {
  /** Settled: what happened then has surely shown. */
  readonly believed: Intervals
  /** Settled or not: enough only back from a reading, which itself tells how the last hours ended. */
  readonly unsettled: Intervals
  readonly rooted: Intervals
  /** How long before a reading a change may not yet have shown, in microseconds. */
  readonly lag: number
}

/** The state of one aspect over a time; `value` absent: not known, and `note` says why. */
export interface Known<T> extends Interval {
  readonly value: T | undefined
  /** Proven, not assumed: told by AWS, or fixed and witnessed throughout. */
  readonly certain: Intervals
  readonly note: string
  /** Not known only for want of a later reading: nothing tells of a change. */
  readonly open?: true
  /** Rests on there having been no change in the last hours before this reading, which may not have shown then. */
  readonly unsettledBefore?: Instant
}

const runFrom = (set: Intervals, time: Instant): Instant =>
  set.find((i) => i.from <= time && time < i.to)?.to ?? time

const runTo = (set: Intervals, time: Instant, lag: number): Instant =>
  set.findLast((i) => i.from < time && time - lag <= i.to)?.from ?? time

const unknown = <T>(from: Instant, to: Instant, note: string): Known<T> => ({
  from,
  to,
  value: undefined,
  certain: [],
  note,
})

/** The name of an anchor with its time, where the name does not hold it. */
const atTime = (label: string, time: Instant): string =>
  label.includes(formatInstant(time)) ? label : `${label} (${formatInstant(time)})`

const between = <T>(a: Anchor<T>, b: Anchor<T>, witness: Witness): Known<T> => {
  const piece = { from: a.time, to: b.time }
  if (a.after === undefined)
    return unknown(a.time, b.time, `${a.label} set it to what is not recorded`)
  const seen = runFrom(witness.rooted, a.time)
  const agrees = b.agrees?.(a.after) ?? true
  if (!agrees && !(b.doubt === 'hint' && seen >= b.time))
    return unknown(
      a.time,
      b.time,
      `${b.label} does not follow from ${a.label}: a change between went unseen`,
    )
  const forward = a.attested ? [{ from: a.time, to: Math.min(seen, b.time) }] : []
  const backward = b.observed ? [{ from: runTo(witness.rooted, b.time, 0), to: b.time }] : []
  const certain = intersect([piece], intervals([...forward, ...backward]))
  return { ...piece, value: a.after, certain, note: a.label }
}

const beforeFirst = <T>(first: Anchor<T>, witness: Witness): Known<T>[] => {
  const nothing = `nothing is known before ${first.label}`
  if (first.before === undefined) return [unknown(EVER, first.time, nothing)]
  if (first.before === null)
    return [{ from: EVER, to: first.time, value: first.before, certain: [], note: first.label }]
  const start = runTo(witness.unsettled, first.time, witness.lag)
  const isSettled = runTo(witness.believed, first.time, 0) <= start
  const certain = [{ from: runTo(witness.rooted, first.time, 0), to: first.time }]
  return [
    unknown(EVER, start, nothing),
    {
      from: start,
      to: first.time,
      value: first.before,
      certain: certain.filter((i) => i.from < i.to),
      note: first.label,
      ...(isSettled ? {} : { unsettledBefore: first.time }),
    },
  ]
}

const afterLast = <T>(last: Anchor<T>, witness: Witness): Known<T>[] => {
  const { time, after, label } = last
  if (after === undefined) return [unknown(time, NEVERMORE, `${label} set it to what is not known`)]
  const end = runFrom(witness.believed, time)
  const sure = last.attested ? runFrom(witness.rooted, time) : time
  return [
    {
      from: time,
      to: end,
      value: after,
      certain: time < sure ? [{ from: time, to: Math.min(sure, end) }] : [],
      note: label,
    },
    {
      ...unknown<T>(end, NEVERMORE, `nothing is known after ${atTime(label, time)}`),
      open: true,
    },
  ]
}

/**
 * The state of one aspect over all time (R21, R23). Between two anchors that agree it is known, and certain where a
 * witness reaches from one of them; between two that disagree it is not; outside the outermost ones it is known as far
 * as a witness reaches.
 */
export const fold = <T>(
  unsorted: readonly Anchor<T>[],
  witness: Witness,
  nothing: string,
  key?: (value: T) => string,
): readonly Known<T>[] => {
  const anchors = bySecond(unsorted, key)
  const [first] = anchors
  const last = anchors.at(-1)
  if (first === undefined || last === undefined) return [unknown(EVER, NEVERMORE, nothing)]
  const middle = anchors.flatMap((a, i) => {
    const b = anchors[i + 1]
    return b === undefined ? [] : [between(a, b, witness)]
  })
  return [...beforeFirst(first, witness), ...middle, ...afterLast(last, witness)].filter(
    (piece) => piece.from < piece.to,
  )
}
