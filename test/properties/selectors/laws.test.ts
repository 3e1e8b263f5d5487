import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, Scope, ScopeField } from '../../../src/model/scope.ts'
import { covers, isCovered } from '../../../src/reason/selectors/covers.ts'
import { intersect, isEmpty } from '../../../src/reason/selectors/intersect.ts'
import { mergeBoxes } from '../../../src/reason/selectors/merge-boxes.ts'
import type { Mode } from '../../../src/reason/selectors/types.ts'
import {
  box,
  lowerWords,
  mixedWords,
  point,
  recordings,
  scope,
  selectors,
  valuesFor,
} from './arbitraries.ts'
import { boxAround, inBoxes } from './points.ts'

const values = valuesFor(mixedWords, true)
const fields = Object.keys(values) as ScopeField[]
const points = fc.array(point(values), { minLength: 10, maxLength: 10 })
const mode = fc.constantFrom<Mode>('must', 'may')
const runs = { numRuns: 3000 }
const everything = [{ fields: {} }]

describe('algebra', () => {
  test('an event lies in an intersection exactly when it lies in both, in either order', () => {
    fc.assert(
      fc.property(scope(mixedWords), scope(mixedWords), points, (a, b, ps) => {
        const [ab, ba] = [intersect(a, b), intersect(b, a)]
        for (const p of ps) {
          const both = inBoxes(a.boxes, p) && inBoxes(b.boxes, p)
          expect(inBoxes(ab.boxes, p)).toBe(both)
          expect(inBoxes(ba.boxes, p)).toBe(both)
        }
        expect(isEmpty(ab)).toBe(isEmpty(ba))
      }),
      runs,
    )
  })

  test('a scope with an event is not empty; intersected with what is left out of it, it is', () => {
    fc.assert(
      fc.property(scope(mixedWords), points, (s, ps) => {
        for (const p of ps) {
          const alone: Scope = { boxes: [boxAround(fields, p)] }
          expect(isEmpty(intersect(s, alone))).toBe(!inBoxes(s.boxes, p))
        }
      }),
      runs,
    )
  })

  test('whether something is left is the same with words for what is left and without', () => {
    fc.assert(
      fc.property(recordings(mixedWords), scope(mixedWords), mode, (a, s, m) => {
        expect(isCovered(a, s, m)).toBe(covers(a, s, m).covered)
      }),
      { numRuns: 1000 },
    )
  })

  test('more recordings cover no less', () => {
    fc.assert(
      fc.property(
        recordings(mixedWords),
        recordings(mixedWords),
        scope(mixedWords),
        mode,
        (a, b, s, m) => {
          if (covers(a, s, m).covered) expect(covers([...a, ...b], s, m).covered).toBe(true)
        },
      ),
      runs,
    )
  })

  test('a smaller scope is covered no less; a union exactly when both are', () => {
    fc.assert(
      fc.property(
        recordings(mixedWords),
        scope(mixedWords),
        scope(mixedWords),
        mode,
        (rs, a, b, m) => {
          const [coveredA, coveredB] = [covers(rs, a, m).covered, covers(rs, b, m).covered]
          expect(covers(rs, { boxes: [...a.boxes, ...b.boxes] }, m).covered).toBe(
            coveredA && coveredB,
          )
          if (coveredA) expect(covers(rs, intersect(a, b), m).covered).toBe(true)
        },
      ),
      runs,
    )
  })

  test('the order of recordings and boxes does not matter', () => {
    fc.assert(
      fc.property(recordings(mixedWords), scope(mixedWords), mode, (rs, s, m) => {
        const reversed = covers(rs.toReversed(), { boxes: s.boxes.toReversed() }, m)
        expect(reversed.covered).toBe(covers(rs, s, m).covered)
      }),
      runs,
    )
  })

  test('no part of what is left is covered', () => {
    fc.assert(
      fc.property(recordings(lowerWords), scope(lowerWords), (rs, s) => {
        const result = covers(rs, s, 'must')
        if (result.covered) return
        for (const left of result.residual)
          expect(covers(rs, { boxes: [left] }, 'must').covered).toBe(false)
      }),
      runs,
    )
  })

  test('a recorder of all objects covers every scope of objects within its limits', () => {
    const selectors = {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }
    const objects: Scope = {
      boxes: [
        {
          fields: {
            eventCategory: { Equals: ['Data'] },
            'resources.type': { Equals: ['AWS::S3::Object'] },
          },
        },
      ],
    }
    fc.assert(
      fc.property(scope(mixedWords), box(mixedWords), (s, place: Box) => {
        const inside = intersect(intersect(s, { boxes: [place] }), objects)
        expect(covers([{ id: 'r', limits: [place], selectors }], inside, 'must').covered).toBe(true)
      }),
      runs,
    )
  })

  test('merged boxes are the same union', () => {
    fc.assert(
      fc.property(fc.array(box(mixedWords), { maxLength: 5 }), points, (boxes, ps) => {
        const merged = mergeBoxes(boxes)
        expect(merged.length).toBeLessThanOrEqual(boxes.length)
        for (const p of ps) expect(inBoxes(merged, p)).toBe(inBoxes(boxes, p))
      }),
      runs,
    )
  })

  test('no recording covers only the empty scope', () => {
    fc.assert(
      fc.property(scope(mixedWords), selectors(mixedWords), mode, (s, chosen, m) => {
        expect(covers([], s, m).covered).toBe(isEmpty(s))
        expect(covers([{ id: 'r', limits: [], selectors: chosen }], s, m).covered).toBe(isEmpty(s))
        expect(covers([{ id: 'r', limits: everything, selectors: {} }], s, 'may').covered).toBe(
          true,
        )
      }),
      runs,
    )
  })
})
