import type { Simulated } from '../aws/simulate.ts'
import { type Random, random } from '../random.ts'
import type { Happening } from '../world/happening.ts'
import { kinds } from './kinds.ts'
import { type Candidate, inWindow, type QuestionWithTruth } from './types.ts'
import { windowFor } from './window.ts'

/** What a question is like: for the frequencies that verdict.md 8 asks for. */
export interface Classes {
  /** Something true happened and no copy of it can be read. */
  readonly unseen: boolean
  /** About a role, or answered by keys that others were issued with. */
  readonly derived: boolean
  readonly crossAccount: boolean
}

export interface Asked {
  readonly question: QuestionWithTruth
  readonly classes: Classes
  /** What is true, surely. */
  readonly facts: readonly Happening[]
}

/** Whether any copy of a happening can be read. */
export const isVisible = (s: Simulated, h: Happening): boolean =>
  s.copies.some((c) => c.happening === h && s.visible.has(c.eventId))

const classesOf = (s: Simulated, q: QuestionWithTruth, facts: readonly Happening[]): Classes => ({
  unseen: facts.length > 0 && facts.every((h) => !isVisible(s, h)),
  derived: q.aboutRole || facts.some((h) => 'key' in q.params && h.caller.keyId !== q.params.key),
  crossAccount: facts.some(
    (h) => h.owner !== undefined || (q.account !== undefined && h.caller.account !== q.account),
  ),
})

/** Hard questions are rarer than easy ones by nature, so they are chosen more often. */
const weightOf = (a: Asked): number =>
  (a.classes.unseen ? 32 : 1) * (a.classes.derived ? 2 : 1) * (a.classes.crossAccount ? 3 : 1)

/** Of a kind, its hardest question counts, so that kinds with many subjects do not crowd out the others. */
const weightOfKind = (of: readonly Asked[]): number => Math.max(1, ...of.map(weightOf))

const drawn = <T>(r: Random, from: readonly T[], weight: (x: T) => number): T => {
  let at = r.next() * from.reduce((sum, x) => sum + weight(x), 0)
  for (const x of from) {
    at -= weight(x)
    if (at < 0) return x
  }
  return from.at(-1) as T
}

/** What is surely true of a question, over a window. */
export const factsOf = (
  s: Simulated,
  question: QuestionWithTruth,
  window: QuestionWithTruth['window'],
): Happening[] =>
  s.world.happenings.filter((h) => inWindow(h, window) && question.truth(h) === 'yes')

/** A few questions about a world, of different kinds where possible, with what is true. */
export const questionsAbout = (s: Simulated, count: number): Asked[] => {
  const r = random(`questions ${s.world.seed}`)
  const asked = (candidate: Candidate): Asked => {
    const question = { ...candidate, window: windowFor(s.world, r), openEnded: r.chance(0.1) }
    const facts = factsOf(s, question, question.window)
    return { question, facts, classes: classesOf(s, question, facts) }
  }
  const pools = Object.values(kinds).map((kind) => kind(s.world, r).map(asked))
  const chosen: Asked[] = []
  let left = pools.filter((pool) => pool.length > 0)
  while (chosen.length < count && left.length > 0) {
    const pool = drawn(r, left, weightOfKind)
    chosen.push(drawn(r, pool, weightOf))
    left = left.filter((x) => x !== pool)
  }
  return chosen
}
