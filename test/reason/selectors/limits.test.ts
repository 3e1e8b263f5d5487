import { expect, test } from 'vitest'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { advanced, objects, recorders, scopeOf } from './helpers.ts'

/** Recorders whose literals split each other everywhere. */
const tangle = (n: number) => {
  const word = (i: number) => ((i * 2_654_435_761) >>> 0).toString(4)
  const words = (from: number, count: number, length: number) =>
    Array.from({ length: count }, (_, i) => word(from + i).slice(0, length))
  return recorders(
    ...Array.from({ length: n }, (_, t) =>
      advanced(
        objects({
          eventName: { Equals: ['GetObject'] },
          'resources.ARN': {
            StartsWith: words(t * 1000, 200, 6),
            NotStartsWith: words(t * 1000 + 500, 200, 8),
            NotEndsWith: words(t * 1000 + 800, 30, 4),
          },
          'userIdentity.arn': {
            NotStartsWith: words(t * 1000 + 900, 20, 3),
            NotEndsWith: words(t, 20, 3),
          },
        }),
      ),
    ),
  )
}

test('selectors that are too complex leave the scope blind, and say so', () => {
  const scope = scopeOf(objects())
  const result = covers(tangle(60), scope, 'must')
  expect(result).toEqual({ covered: false, residual: scope.boxes, more: 0, tooComplex: true })
})

test('at most 50 boxes are printed, the others are counted', () => {
  const scope = scopeOf(
    ...Array.from({ length: 80 }, (_, i) => ({
      ...objects({
        'resources.ARN': { StartsWith: [`arn:aws:s3:::b${i}/`], NotEndsWith: [`.${i}`] },
      }),
    })),
  )
  const result = covers([], scope, 'must')
  expect(result.covered).toBe(false)
  if (result.covered) return
  expect(result.residual).toHaveLength(50)
  expect(result.more).toBe(30)
})

test('buckets in boxes of their own are answered as one box', () => {
  const buckets = Array.from({ length: 2000 }, (_, i) => `arn:aws:s3:::bucket-${i}/`)
  const reads = (arns: string[]) => ({
    ...objects({ 'resources.ARN': { StartsWith: arns } }),
    eventName: { Equals: ['GetObject'] },
  })
  const rs = recorders(advanced(objects({ 'resources.ARN': { StartsWith: buckets.slice(1) } })))
  const each = covers(rs, scopeOf(...buckets.map((b) => reads([b]))), 'must')
  expect(each).toEqual(covers(rs, scopeOf(reads(buckets)), 'must'))
  expect(each.covered ? [] : each.residual.map((b) => b.fields['resources.ARN'])).toEqual([
    { StartsWith: ['arn:aws:s3:::bucket-0/'] },
  ])
})
