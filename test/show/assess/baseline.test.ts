import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '../../../src/reason/assess/baseline.ts'
import { findingOf, unknownOf } from './given.ts'

const at = (resource: string) => ({ resource })

test('a failure that passes now is fixed, one that cannot be read is not, one that is gone is neither', () => {
  const before = ['a', 'b', 'c', 'd'].map((r) => findingOf(at(r)))
  const now = [
    findingOf({ ...at('a'), status: 'pass' }),
    unknownOf(at('b')),
    findingOf(at('d')),
    findingOf(at('e')),
  ]
  const { fresh, known, fixed, gone, unsettled } = compare(now, before)
  const names = (list: readonly { resource: string }[]) => list.map((f) => f.resource)
  expect([fresh, known, fixed, gone, unsettled].map(names)).toEqual([
    ['e'],
    ['d'],
    ['a'],
    ['c'],
    ['b'],
  ])
})

test('a changed reason or severity is the same finding', () => {
  const now = findingOf({ reason: 'for three days now', severity: 'critical' })
  expect(compare([now], [findingOf()]).fresh).toEqual([])
})

const findings = fc
  .array(
    fc.record({
      resource: fc.constantFrom('a', 'b', 'c', 'd'),
      status: fc.constantFrom('fail' as const, 'unknown' as const, 'pass' as const),
    }),
  )
  .map((list) => list.map((f) => findingOf(f)))

test('every failure of now is new or known, and every one of before that is not known is accounted for', () => {
  fc.assert(
    fc.property(findings, findings, (now, before) => {
      const c = compare(now, before)
      const fails = now.filter((f) => f.status === 'fail')
      expect(c.fresh.length + c.known.length).toBe(fails.length)
      const ended = new Set([...c.fixed, ...c.gone, ...c.unsettled].map((f) => f.fingerprint))
      const still = new Set(c.known.map((f) => f.fingerprint))
      for (const f of before.filter((x) => x.status === 'fail'))
        expect(still.has(f.fingerprint) !== ended.has(f.fingerprint)).toBe(true)
    }),
  )
})

test('a run set beside itself has nothing new and nothing ended', () => {
  fc.assert(
    fc.property(findings, (now) => {
      const c = compare(now, now)
      expect([c.fresh, c.fixed, c.gone, c.unsettled]).toEqual([[], [], [], []])
    }),
  )
})
