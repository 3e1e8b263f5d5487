/**
 * A quantity that is not wholly known: it is at least `low` and at most `high`. `high` null: no bound is known.
 * `likely` null: nothing says where it lies. What is not known at all is `UNKNOWN`, never zero.
 */
export interface Range {
  readonly low: number
  readonly high: number | null
  readonly likely: number | null
}

export const exactly = (value: number): Range => ({ low: value, high: value, likely: value })

/** `likely` is `low` unless it is given. */
export const between = (low: number, high: number | null, likely: number | null = low): Range => ({
  low,
  high,
  likely,
})

export const NONE: Range = exactly(0)
export const UNKNOWN: Range = { low: 0, high: null, likely: null }

export const isExact = ({ low, high }: Range): boolean => low === high

const both = (
  a: number | null,
  b: number | null,
  work: (a: number, b: number) => number,
): number | null => (a === null || b === null ? null : work(a, b))

const plus = (a: number, b: number): number => a + b

/** The sum of two quantities that may vary apart from each other. */
export const add = (a: Range, b: Range): Range => ({
  low: a.low + b.low,
  high: both(a.high, b.high, plus),
  likely: both(a.likely, b.likely, plus),
})

export const sum = (ranges: Iterable<Range>): Range => {
  let total = NONE
  for (const range of ranges) total = add(total, range)
  return total
}

/** Nothing times an unknown price is nothing. */
const product = (a: number | null, b: number | null): number | null =>
  a === 0 || b === 0 ? 0 : both(a, b, (x, y) => x * y)

/** The product of two quantities, neither of which is negative. */
export const times = (a: Range, b: Range): Range => ({
  low: a.low * b.low,
  high: product(a.high, b.high),
  likely: product(a.likely, b.likely),
})

/** `factor` is known and not negative. */
export const scale = (range: Range, factor: number): Range => times(range, exactly(factor))

/** What a change saves: before less after, where both vary apart; negative where it may cost more. */
export const difference = (before: Range, after: Range): Range => ({
  low: after.high === null ? Number.NEGATIVE_INFINITY : before.low - after.high,
  high: before.high === null ? null : before.high - after.low,
  likely: both(before.likely, after.likely, (x, y) => x - y),
})

/** A change, which may be negative, times a quantity that is not. Nothing of a change without a bound is nothing. */
export const changeTimes = (change: Range, by: Range): Range => {
  const least = product(-change.low, change.low < 0 ? by.high : by.low)
  const most = change.high !== null && change.high < 0 ? by.low : by.high
  return {
    low: least === null ? Number.NEGATIVE_INFINITY : 0 - least,
    high: product(change.high, most),
    likely: product(change.likely, by.likely),
  }
}

/** What is gained by a loss. */
export const negated = ({ low, high, likely }: Range): Range => ({
  low: high === null ? Number.NEGATIVE_INFINITY : 0 - high,
  high: low === Number.NEGATIVE_INFINITY ? null : 0 - low,
  likely: likely === null ? null : 0 - likely,
})

/** A quantity after a change of it: never less than nothing. */
export const changedBy = (range: Range, change: Range): Range => {
  const { low, high, likely } = add(range, change)
  const atLeastNone = (n: number | null): number | null => (n === null ? null : Math.max(0, n))
  return { low: Math.max(0, low), high: atLeastNone(high), likely: atLeastNone(likely) }
}

export const isSame = (a: Range, b: Range): boolean =>
  a.low === b.low && a.high === b.high && a.likely === b.likely
