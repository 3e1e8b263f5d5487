import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const built = chainOf({ runs: [{ from: FROM, to: FROM + 6 * HOUR }] })

/** States by hour, as a copy that ends after six hours is asked about at `now`. */
const statesAt = async (now: number, to: number | undefined) => {
  const copy = await world.copy(built.objects)
  const asked = to === undefined ? {} : { to: FROM + to * HOUR }
  const report = await world.verify({ sources: [copy], ...asked }, nothingKnown(FROM + now * HOUR))
  const slots = report.chains[0]?.slots ?? []
  return {
    states: slots.slice(6).map((s) => [(s.from - FROM) / HOUR, (s.to - FROM) / HOUR, s.state]),
    problems: report.problems.map((p) => `${p.weight} ${p.kind}`),
  }
}

test('a copy is asked up to the latest that it tells', async () => {
  expect(await statesAt(40, undefined)).toEqual({ states: [], problems: [] })
})

test('--to asks further than a copy goes: its hours are missing there, as the time for their digests is past', async () => {
  expect(await statesAt(40, 12)).toEqual({
    states: [[6, 12, 'missing']],
    problems: ['failure tail-missing'],
  })
})

test('--to asks for no digest that may still be on its way', async () => {
  expect((await statesAt(12, 12)).states).toEqual([
    [6, 10, 'missing'],
    [10, 12, 'not-yet-due'],
  ])
  expect((await statesAt(8, 12)).problems).toEqual([])
})
