import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contains,
  type Intervals,
  includes,
  intersect,
  intervals,
  length,
  subtract,
  union,
} from '../../src/model/intervals.ts'

const RUNS = { numRuns: 2000 }
const SPAN = 40
const parts = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: SPAN }), to: fc.integer({ min: 0, max: SPAN }) }),
  { maxLength: 8 },
)
const set = parts.map(intervals)

/** The instants of a set, one by one: the definition that the algebra is held against. */
const instants = (s: Intervals): string =>
  Array.from({ length: SPAN + 1 }, (_, t) =>
    s.some((i) => i.from <= t && t < i.to) ? '1' : '0',
  ).join('')

const bitwise = (a: Intervals, b: Intervals, f: (x: boolean, y: boolean) => boolean): string =>
  [...instants(a)].map((x, i) => (f(x === '1', instants(b)[i] === '1') ? '1' : '0')).join('')

const normal = (s: Intervals): boolean =>
  s.every((i, n) => i.from < i.to && (n === 0 || (s[n - 1]?.to ?? 0) < i.from))

describe('sets of instants', () => {
  test('any intervals make a set: sorted, disjoint, not touching, with the same instants', () => {
    fc.assert(
      fc.property(parts, (p) => {
        const s = intervals(p)
        expect(normal(s)).toBe(true)
        expect(instants(s)).toBe(instants(p))
      }),
      RUNS,
    )
  })

  test('union, intersection and difference are those of the instants, and stay sets', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(instants(union(a, b))).toBe(bitwise(a, b, (x, y) => x || y))
        expect(instants(intersect(a, b))).toBe(bitwise(a, b, (x, y) => x && y))
        expect(instants(subtract(a, b))).toBe(bitwise(a, b, (x, y) => x && !y))
        for (const s of [union(a, b), intersect(a, b), subtract(a, b)]) expect(normal(s)).toBe(true)
      }),
      RUNS,
    )
  })

  test('laws: commutative, associative, a part and the rest make the whole', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(union(a, b)).toEqual(union(b, a))
        expect(intersect(a, b)).toEqual(intersect(b, a))
        expect(intersect(a, intersect(b, c))).toEqual(intersect(intersect(a, b), c))
        expect(union(intersect(a, b), subtract(a, b))).toEqual(a)
        expect(length(a) + length(b)).toBe(length(union(a, b)) + length(intersect(a, b)))
        expect(subtract(a, union(b, c))).toEqual(subtract(subtract(a, b), c))
      }),
      RUNS,
    )
  })

  test('includes and contains agree with subtract and with the instants', () => {
    fc.assert(
      fc.property(set, set, fc.integer({ min: 0, max: SPAN }), (a, b, t) => {
        expect(includes(a, b)).toBe(subtract(b, a).length === 0)
        expect(includes(a, intersect(a, b))).toBe(true)
        expect(contains(a, t)).toBe(instants(a)[t] === '1')
      }),
      RUNS,
    )
  })
})
