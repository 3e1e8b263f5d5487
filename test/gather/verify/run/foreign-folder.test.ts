import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { examplePlace } from '../../../fixtures/digests/layout.ts'
import type { StoredObject } from '../../../fixtures/digests/stored.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const HOURS = 8
const END = FROM + HOURS * HOUR
const known = nothingKnown(END + HOUR)
const runs = [{ from: FROM, to: END }]

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const own = chainOf({ runs })
/** The organisation's trail of the same name and home, put into the folder of the account. */
const foreign = chainOf({
  place: { organization: 'o-abcdef1234', bucket: 'org-logs' },
  runs,
  logs: () => 0,
}).digests.map(({ object }) => ({
  ...object,
  bucket: examplePlace.bucket,
  key: object.key.replace('o-abcdef1234/', ''),
}))

const verified = async (objects: readonly StoredObject[]) =>
  world.verify({ sources: [await world.copy(objects)] }, known)

test('R18 digests of the organisation trail with the same name prove nothing in the folder of the account', async () => {
  const report = await verified(foreign)
  expect(report.counts).toMatchObject({ verified: 0, 'verified-empty': 0, invalid: HOURS })
  expect(report.problems.map((p) => `${p.kind} ${p.weight}`)).toContain('digest-foreign failure')
})

test('where foreign digests fill the time of those that are gone, the one that is named and not there is missing', async () => {
  const gone = new Set(own.digests.slice(3, 6).map((d) => d.object))
  const report = await verified([
    ...own.objects.filter((o) => !gone.has(o)),
    ...foreign.slice(3, 6),
  ])
  expect(report.counts).toMatchObject({ verified: HOURS - 3, invalid: 3 })
  expect(report.problems.map((p) => `${p.kind} ${p.weight}`)).toContain('digest-foreign failure')
})

test('a copy that kept no folders is judged as the trail that its digests state', async () => {
  const flat = (objects: readonly StoredObject[]) =>
    objects.map((o) => ({ ...o, key: o.key.slice(o.key.lastIndexOf('/') + 1) }))
  const report = await verified(
    flat(chainOf({ place: { organization: 'o-abcdef1234' }, runs }).objects),
  )
  expect(report.chains.map((c) => c.arn)).toEqual([null])
  expect(report.problems.filter((p) => p.weight === 'failure')).toEqual([])
})
