import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, ScopeField } from '../../../src/model/scope.ts'
import { covers } from '../../../src/reason/selectors/covers.ts'
import {
  lowerWords,
  mixedWords,
  point,
  recordings,
  scope,
  type Values,
  valuesFor,
} from './arbitraries.ts'
import {
  boxAround,
  inBox,
  inBoxes,
  type Point,
  possiblyRecorded,
  surelyRecorded,
  WITH_ARN,
} from './points.ts'

const lower = valuesFor(lowerWords, false)
const mixed = valuesFor(mixedWords, true)
const fields = Object.keys(mixed) as ScopeField[]
const points = (values: Values) => fc.array(point(values), { minLength: 12, maxLength: 12 })
const arns = lowerWords.arns.map((a) => `${a}z${a}`).concat(lowerWords.arns)

const layersOf = (box: Box) => [box.fields, ...(box.also ?? [])]

/** One event of a box: fields do not depend on each other, so one value a field is enough. */
const witness = (box: Box, values: Values): Point | undefined => {
  const out: [ScopeField, string | undefined][] = []
  for (const field of fields) {
    const alone = layersOf(box).map((layer): Box => {
      const c = layer[field]
      return { fields: c === undefined ? {} : { [field]: c } }
    })
    const fitting = values[field]?.filter((v) => alone.every((b) => inBox(b, { [field]: v }))) ?? []
    if (fitting.length === 0) return undefined
    out.push([field, fitting[0]])
  }
  return Object.fromEntries(out)
}

const written = new Set([...Object.values(lowerWords).flat(), ...lower.eventSource, ...WITH_ARN])

/** Whether all texts are literals of selectors: none is an example of another spelling of one. */
const isAsWritten = (box: Box): boolean =>
  layersOf(box).every((layer) =>
    [layer.eventName, layer['resources.ARN'], layer['userIdentity.arn'], layer.eventSource].every(
      (c) => Object.values(c ?? {}).every((values) => values.every((v) => written.has(v))),
    ),
  )

const residualOf = (...args: Parameters<typeof covers>) => {
  const result = covers(...args)
  return result.covered ? { residual: [], more: 0, tooComplex: false } : result
}

describe('the residual', () => {
  test('holds an event exactly when it is in the scope and in no selector for sure', () => {
    fc.assert(
      fc.property(recordings(lowerWords), scope(lowerWords), points(lower), (rs, s, ps) => {
        const { residual, more } = residualOf(rs, s, 'must')
        for (const p of ps) {
          const left = inBoxes(s.boxes, p) && !surelyRecorded(rs, p, arns)
          if (left && more > 0) continue
          expect(inBoxes(residual, p)).toBe(left)
        }
      }),
      { numRuns: 4000 },
    )
  })

  test('has no empty box: each has an event that is not surely recorded', () => {
    fc.assert(
      fc.property(recordings(lowerWords), scope(lowerWords), (rs, s) => {
        for (const box of residualOf(rs, s, 'must').residual) {
          if (!isAsWritten(box)) continue
          const p = witness(box, lower)
          expect(p).toBeDefined()
          if (p === undefined) return
          expect(inBoxes(s.boxes, p)).toBe(true)
          expect(surelyRecorded(rs, p, arns)).toBe(false)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('R2 an event by itself is covered for sure exactly when AWS records it however it behaves', () => {
    fc.assert(
      fc.property(recordings(mixedWords), points(mixed), (rs, ps) => {
        for (const p of ps)
          expect(covers(rs, { boxes: [boxAround(fields, p)] }, 'must').covered).toBe(
            surelyRecorded(rs, p, arns),
          )
      }),
      { numRuns: 2000 },
    )
  })

  test('R2 whatever AWS may record is possibly covered', () => {
    fc.assert(
      fc.property(recordings(mixedWords), points(mixed), (rs, ps) => {
        for (const p of ps)
          if (!covers(rs, { boxes: [boxAround(fields, p)] }, 'may').covered)
            expect(possiblyRecorded(rs, p, arns)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('R2 covered for sure means recorded, in whatever case and however AWS behaves', () => {
    let covered = 0
    fc.assert(
      fc.property(recordings(mixedWords), scope(mixedWords), points(mixed), (rs, s, ps) => {
        const result = covers(rs, s, 'must')
        if (!result.covered) return
        covered++
        for (const p of ps) if (inBoxes(s.boxes, p)) expect(surelyRecorded(rs, p, arns)).toBe(true)
      }),
      { numRuns: 4000 },
    )
    expect(covered).toBeGreaterThan(100)
  })

  test('R2 what is surely covered is possibly covered', () => {
    fc.assert(
      fc.property(recordings(mixedWords), scope(mixedWords), (rs, s) => {
        if (covers(rs, s, 'must').covered) expect(covers(rs, s, 'may').covered).toBe(true)
      }),
      { numRuns: 4000 },
    )
  })
})
