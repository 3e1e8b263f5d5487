import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventClass } from '../../../src/model/volume.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { readProposal } from '../../../src/reason/price/propose/read.ts'
import { whatIf } from '../../../src/reason/price/propose/what-if.ts'
import { answers, worldOf } from './delivered.ts'
import { type Drawn, event, isRead, selectors, trails } from './worlds.ts'

const classOf = (drawn: Drawn): EventClass =>
  drawn.kind === 'data' ? 'data' : isRead(drawn) ? 'management-read' : 'management-write'

const doubts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })

test('predicted counts are those of matching every event, of a trail that changes and of a new one', async () => {
  let definite = 0
  await fc.assert(
    fc.asyncProperty(
      trails,
      fc.array(event, { minLength: 5, maxLength: 40 }),
      selectors,
      fc.boolean(),
      doubts,
      async (drawnTrails, drawn, proposed, isNew, doubt) => {
        const world = await worldOf(drawnTrails, drawn, (i, t) => doubt[(i + t) % 12] === true)
        const { snapshot, manifest, lake, events } = world
        const found = { snapshots: [snapshot], manifest, ledger: [] }
        const proposal = readProposal(
          JSON.stringify({ TrailName: isNew ? 'new' : 'a', ...proposed }),
          'p.json',
        )
        const result = await whatIf(lake.query, found, proposal)
        const { factor } = await measure(lake.query, found)
        await lake.close()
        const name = isNew ? 'new' : 'a'
        for (const kind of ['management-read', 'management-write', 'data'] as const) {
          const own = events.filter((e) => classOf(e.drawn) === kind)
          const told = own.map((e) => answers(proposed, e.drawn))
          const yes = told.filter((answer) => answer === 'yes').length
          const most = told.filter((answer) => answer !== 'no').length
          const counted = result.recorded.find(
            (c) => c.trail.endsWith(`/${name}`) && c.class === kind,
          )
          const { low, high } = counted?.after ?? { low: 0, high: 0 }
          if (result.effects[0]?.kind === 'keeps') continue
          expect(low).toBeCloseTo(yes * factor, 4)
          // what nobody has counted comes on top
          if (counted?.isAtLeast) expect(high).toBeNull()
          else expect(high).toBeCloseTo(most * factor, 4)
          if (yes === most) definite += yes
        }
        const gone = events.filter(({ drawn: one, by }) => {
          const others = by.filter((t) => isNew || t !== 0)
          return others.length === 0 && answers(proposed, one) === 'no'
        })
        expect(result.lost.events.high ?? 0).toBeGreaterThanOrEqual(gone.length * factor - 1e-4)
        expect(result.lost.events.low).toBeLessThanOrEqual(gone.length * factor + 1e-4)
      },
    ),
    { numRuns: 20 },
  )
  expect(definite).toBeGreaterThan(20)
})
