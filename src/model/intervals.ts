import type { Interval } from './time.ts'

/** A set of instants: sorted, disjoint, non-empty, non-touching half-open intervals. */
export type Intervals = readonly Interval[]

/** Any intervals, in any order, as a set. */
export const intervals = (parts: Iterable<Interval>): Intervals => {
  const sorted = [...parts].filter((p) => p.from < p.to).sort((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const p of sorted) {
    const last = out.at(-1)
    if (last !== undefined && p.from <= last.to) last.to = Math.max(last.to, p.to)
    else out.push({ from: p.from, to: p.to })
  }
  return out
}

export const union = (...sets: Intervals[]): Intervals => intervals(sets.flat())

export const intersect = (a: Intervals, b: Intervals): Intervals => {
  const out: Interval[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const x = a[i] as Interval
    const y = b[j] as Interval
    const from = Math.max(x.from, y.from)
    const to = Math.min(x.to, y.to)
    if (from < to) out.push({ from, to })
    if (x.to < y.to) i++
    else j++
  }
  return out
}

/** The instants of `a` that are not in `b`. */
export const subtract = (a: Intervals, b: Intervals): Intervals => {
  const out: Interval[] = []
  let j = 0
  for (const x of a) {
    let from = x.from
    while (j < b.length && (b[j] as Interval).to <= from) j++
    for (let k = j; k < b.length && (b[k] as Interval).from < x.to; k++) {
      const y = b[k] as Interval
      if (y.from > from) out.push({ from, to: y.from })
      from = Math.max(from, y.to)
    }
    if (from < x.to) out.push({ from, to: x.to })
  }
  return out
}

export const contains = (set: Intervals, instant: number): boolean =>
  set.some((i) => i.from <= instant && instant < i.to)

/** Whether every instant of `inner` is in `outer`. */
export const includes = (outer: Intervals, inner: Intervals): boolean =>
  subtract(inner, outer).length === 0

/** Total length in microseconds. */
export const length = (set: Intervals): number => set.reduce((sum, i) => sum + i.to - i.from, 0)
