import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Goal, Optimisation } from '../../../src/model/goal.ts'
import { isExact } from '../../../src/model/range.ts'
import { ACCOUNT } from '../../../src/reason/assess/given.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { optimise } from '../../../src/reason/price/optimise/optimise.ts'
import { answers, selectorsOf, type World, worldOf } from './delivered.ts'
import { type Drawn, event, goal, isRead, sourceOf, trails } from './worlds.ts'

/** What a goal keeps, told from the event itself. */
const keeps = (g: Goal, drawn: Drawn): boolean => {
  const bucket = drawn.kind === 'data' ? drawn.bucket : undefined
  const role = `arn:aws:iam::${ACCOUNT}:role/batch`
  return (
    (bucket !== undefined && g.buckets.includes(bucket)) ||
    g.services.some((s) => sourceOf(drawn) === `${s}.amazonaws.com`) ||
    (g.principals.includes(role) && drawn.caller.principal === role) ||
    (g.data === 'write' && drawn.kind === 'data' && !isRead(drawn))
  )
}

/** The selectors of each trail after the optimisation, and whether it leaves out its own deliveries. */
const afterOf = ({ snapshot }: World, { trails: changed }: Optimisation) =>
  snapshot.trails.map((trail) => {
    const made = changed.find((t) => t.trail === trail.arn)
    return { selectors: made?.after ?? selectorsOf(trail), quiet: made?.recursiveLogging === false }
  })

const isOwn = ({ caller, name }: Drawn): boolean =>
  caller.invokedBy === 'cloudtrail.amazonaws.com' && name === 'PutObject'

const MANAGEMENT = 0.00002
const DATA = 0.000001

const cost = (drawn: Drawn, copies: number): number =>
  drawn.kind === 'data' ? copies * DATA : Math.max(0, copies - 1) * MANAGEMENT

const doubts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })

test('optimised selectors keep the goal, never cost more, and save what they claim', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      trails,
      fc.array(event, { minLength: 10, maxLength: 60 }),
      goal,
      doubts,
      async (drawnTrails, drawn, g, doubt) => {
        const world = await worldOf(drawnTrails, drawn, (i, t) => doubt[(i + t) % 12] === true)
        const { snapshot, manifest, lake, events } = world
        const found = { snapshots: [snapshot], manifest, ledger: [] }
        const result = await optimise(lake.query, found, { goal: g })
        const { factor } = await measure(lake.query, found)
        await lake.close()
        for (const { kind } of result.exclusions) seen.set(kind, (seen.get(kind) ?? 0) + 1)

        const after = afterOf(world, result)
        const now = (one: Drawn, t: number): string => {
          const { selectors, quiet } = after[t] ?? { selectors: {}, quiet: false }
          return quiet && isOwn(one) ? 'no' : answers(selectors, one)
        }
        let before = 0
        let [least, most] = [0, 0]
        for (const { drawn: one, by } of events) {
          before += cost(one, by.length)
          const held = by.map((t) => ({
            was: answers(selectorsOf(drawnTrails[t] ?? (snapshot.trails[0] as never)), one),
            is: now(one, t),
          }))
          const same = by.map((t) => after[t]?.selectors === selectorsOf(drawnTrails[t] as never))
          const kept = held.map((h, i) => (h.is === 'unknown' && same[i] ? 'yes' : h.is))
          const sure = kept.filter((answer) => answer === 'yes').length
          const possible = kept.filter((answer) => answer !== 'no').length
          least += cost(one, sure)
          most += cost(one, possible)
          const wasSure = held.some((h) => h.was === 'yes')
          const isKept = !wasSure || sure > 0
          const own = isOwn(one)
          if (keeps(g, one) && !own) expect(isKept, `goal: ${JSON.stringify(one)}`).toBe(true)
          if (one.kind === 'management' && wasSure) expect(isKept, 'management').toBe(true)
        }
        const e = 1e-7
        expect(most * factor).toBeLessThanOrEqual(before * factor + e)
        expect(result.saving.low).toBeLessThanOrEqual((before - most) * factor + e)
        expect(result.saving.high ?? Infinity).toBeGreaterThanOrEqual((before - least) * factor - e)
        expect(result.after.total.low).toBeLessThanOrEqual(result.before.total.low + e)
        const claimed = result.exclusions.reduce((sum, x) => sum + x.saving.low, 0)
        expect(claimed).toBeCloseTo(result.saving.low, 6)
        if (result.exclusions.every((x) => isExact(x.saving))) {
          expect(result.saving.low).toBeCloseTo((before - most) * factor, 6)
          expect(result.before.total.low - result.after.total.low).toBeCloseTo(result.saving.low, 6)
        }
        for (const t of result.trails) expect(t.values).toBeLessThanOrEqual(500)
      },
    ),
    { numRuns: 20 },
  )
  expect(seen.size).toBeGreaterThan(1)
})
