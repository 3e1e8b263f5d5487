import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { storedText } from '../../../fixtures/digests/stored.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const built = chainOf({ runs: [{ from: FROM, to: FROM + 6 * HOUR }], logs: () => 2 })
const log = built.digests[2]?.logs[0]?.object

const altered = () =>
  world.copy(built.objects.map((o) => (o === log ? storedText(o, '{"Records":[]}') : o)))

const verified = async (sources: readonly string[]) => {
  const report = await world.verify({ sources }, nothingKnown(FROM + 7 * HOUR))
  return {
    hour: report.chains[0]?.slots[2]?.state,
    problems: report.problems.map((p) => `${p.weight} ${p.kind}`),
    what: report.problems.map((p) => p.what).join(' '),
    unattested: report.unattested,
  }
}

test('the same copy twice says what one of them says: no file of the second is without a digest', async () => {
  const [one, two] = [await world.copy(built.objects), await world.copy(built.objects)]
  const found = await verified([one, two])
  expect(found).toEqual({ hour: 'verified', problems: [], what: '', unattested: [] })
  expect(await verified([one, `${one}/example-audit-logs`])).toEqual(found)
})

test('a log file that is altered in one of two copies is named, and the whole one proves its hour', async () => {
  const [good, bad] = [await world.copy(built.objects), await altered()]
  for (const sources of [
    [good, bad],
    [bad, good],
  ]) {
    const found = await verified(sources)
    expect(found).toMatchObject({ hour: 'verified', problems: ['failure log-altered'] })
    expect(found.what).toContain(`${bad}/${log?.bucket}/${log?.key}`)
    expect(found.unattested).toEqual([])
  }
})

test('a log file that is altered in both copies makes its hour invalid', async () => {
  const found = await verified([await altered(), await altered()])
  expect(found).toMatchObject({ hour: 'invalid', unattested: [] })
  expect(new Set(found.problems)).toEqual(new Set(['failure log-altered']))
})

test('a log file that one of two copies lacks is whole by the other', async () => {
  const part = await world.copy(built.objects.filter((o) => o !== log))
  const found = await verified([part, await world.copy(built.objects)])
  expect(found).toMatchObject({ hour: 'verified', problems: [] })
})
