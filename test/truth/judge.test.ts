import { expect, test } from 'vitest'
import {
  type Answerer,
  alwaysNo,
  alwaysYes,
  honest,
  literal,
  neverKnows,
} from './answerers/honest.ts'
import { simulate } from './aws/simulate.ts'
import type { Condition } from './judge/complete.ts'
import { judge } from './judge/judge.ts'
import { decisiveness, type Judged, recordOf } from './judge/tally.ts'
import { questionsAbout } from './questions/ask.ts'
import { generate } from './world/generate.ts'

const WORLDS = 1500
const worlds = Array.from({ length: WORLDS }, (_, i) => simulate(generate(i + 1)))
const asked = worlds.flatMap((s) => questionsAbout(s, 4).map((a) => ({ s, a })))

const run = (answerer: Answerer): Judged[] =>
  asked.map(({ s, a }) => recordOf(s, a, judge(s, a, answerer(s, a))))
const faults = (all: readonly Judged[]) => all.filter((x) => x.judgement.fault !== undefined)

test('R30 an honest answerer passes and decides', () => {
  const all = run(honest())
  expect(faults(all).map((x) => [x.seed, x.judgement.fault])).toEqual([])
  expect(decisiveness(all)).toBe(1)
})

test('who always says no is caught', () => {
  expect(faults(run(alwaysNo)).length).toBeGreaterThan(100)
})

test('who shows anything as a yes is caught', () => {
  expect(faults(run(alwaysYes)).length).toBeGreaterThan(100)
})

test('who never knows is not wrong, and is worthless', () => {
  const all = run(neverKnows)
  expect(faults(all)).toEqual([])
  expect(decisiveness(all)).toBeLessThan(0.1)
})

test('R12 who forgets what a key issued is caught', () => {
  expect(faults(run(literal)).length).toBeGreaterThan(0)
})

// A condition alone, or with those that would catch the same world. A missing witness only lowers the assurance,
// and an unknown subject matters to who cannot link identities, which these stand-ins always can.
test.each([
  [['settled', 'both ends']],
  [['recording']],
  [['selecting']],
  [['delivered', 'both ends']],
  [['read']],
  [['whole source']],
  [['both ends', 'recording', 'selecting']],
] as const satisfies [Condition[]][])('who overlooks %s is caught', (overlooked) => {
  expect(faults(run(honest(overlooked))).length).toBeGreaterThan(0)
})

const excusable = () => {
  const judged = asked.map(({ s, a }) => ({ s, a, judgement: judge(s, a, alwaysNo(s, a)) }))
  return judged.filter((x) => x.judgement.excused !== undefined)
}

test('R30 a wrong no for something without trace is counted apart, if it names its assumption', () => {
  expect(excusable().length).toBeGreaterThan(0)
})

test('R30 the same no without assumptions is a fault', () => {
  for (const { s, a } of excusable()) {
    expect(judge(s, a, { ...alwaysNo(s, a), assumptions: [] }).fault).toMatch(/name its assumption/)
  }
})

test('R29 the same no is a fault when it calls itself verified', () => {
  for (const { s, a } of excusable()) {
    const verified = { ...alwaysNo(s, a), assurance: 'verified' as const }
    expect(judge(s, a, verified).fault).toBe('a verified no is wrong')
  }
})

test('R8 a part that says no is judged even where the headline does not', () => {
  const parts = [
    { name: 's3-objects', asked: true, verdict: 'no' as const },
    { name: 'management-writes', asked: true, verdict: 'cannot-know' as const },
  ]
  const all = run((s, a) => ({ ...neverKnows(s, a), assurance: null, parts }))
  expect(faults(all).length).toBeGreaterThan(0)
})
