import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLedger } from '../../../../src/gather/verify/ledger/read.ts'
import { HOUR } from '../../../../src/model/time.ts'
import type { VerifyReport } from '../../../../src/model/verification.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import type { StoredObject } from '../../../fixtures/digests/stored.ts'
import { snapshotWith, trailSeen } from '../expectations/snapshots.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const RESTART = FROM + 14 * HOUR
const END = FROM + 24 * HOUR
const known = nothingKnown(END + HOUR)

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

/** Twelve hours, a stop of two, ten hours more. */
const chain = chainOf({
  runs: [
    { from: FROM, to: FROM + 12 * HOUR },
    { from: RESTART, to: END },
  ],
})
const lost = (n: number, m: number) =>
  chain.digests.slice(n, m).flatMap((d) => [d.object, ...d.logs.map((l) => l.object)])
const without = (gone: readonly StoredObject[]) => chain.objects.filter((o) => !gone.includes(o))

const kinds = (report: VerifyReport) => report.problems.map((p) => `${p.kind} ${p.weight}`)
const states = (report: VerifyReport) =>
  report.chains[0]?.slots.map((s) => [(s.from - FROM) / HOUR, (s.to - FROM) / HOUR, s.state]) ?? []

const remove = async (copy: string, gone: readonly StoredObject[]) => {
  for (const o of gone) await rm(join(copy, o.bucket, o.key))
}

test('all digests before a restart deleted: missing where an older snapshot says that the trail was on', async () => {
  const early = trailSeen({ readAt: FROM + 2 * HOUR, startLoggingTime: FROM })
  const late = trailSeen({ readAt: END, startLoggingTime: RESTART })
  const snapshots = [snapshotWith([early], { collectedAt: FROM + 2 * HOUR }), snapshotWith([late])]
  const copy = await world.copy(without(lost(0, 12)))
  const report = await world.verify({ sources: [copy] }, { ...known, snapshots })
  expect(kinds(report)).toContain('digest-missing failure')
  expect(states(report).slice(0, 2)).toEqual([
    [2, 3, 'missing'],
    [3, 14, 'interrupted'],
  ])
})

test('all digests of a trail deleted that was stopped later: an older snapshot that says on makes them missing', async () => {
  const early = trailSeen({ readAt: FROM + 2 * HOUR, startLoggingTime: FROM })
  const late = trailSeen({ readAt: END, isLogging: false, startLoggingTime: FROM })
  const snapshots = [snapshotWith([early], { collectedAt: FROM + 2 * HOUR }), snapshotWith([late])]
  const copy = await world.copy(chain.logs.map((l) => l.object))
  const report = await world.verify({ sources: [copy] }, { ...known, snapshots })
  expect(kinds(report)).toContain('digest-missing failure')
})

test('hours that an earlier run verified here are missing when their whole segment is gone', async () => {
  const copy = await world.copy(chain.objects)
  await world.verify({ sources: [copy] }, known)
  await remove(copy, lost(0, 12))
  const report = await world.verify({ sources: [copy] }, known)
  expect(kinds(report)).toContain('digest-missing failure')
  expect(states(report).slice(0, 2)).toEqual([
    [0, 12, 'missing'],
    [12, 14, 'interrupted'],
  ])
  const asked = await world.verify({ sources: [copy], from: FROM, to: END }, known)
  expect(states(asked)[0]).toEqual([0, 12, 'missing'])
  expect((await readLedger(world.workspace))[0]).toMatchObject({ from: FROM, state: 'missing' })
})

test('another copy of the trail that begins later is open, and takes back nothing that was verified', async () => {
  await world.verify({ sources: [await world.copy(chain.objects)] }, known)
  const later = await world.copy(without(lost(0, 12)))
  const report = await world.verify({ sources: [later] }, known)
  expect(kinds(report)).toContain('digests-elsewhere open')
  const verified = (await readLedger(world.workspace)).filter((s) => s.state === 'verified')
  expect(verified).toHaveLength(22)
})

test('an earlier missing is not forgotten when more is deleted', async () => {
  const copy = await world.copy(without(lost(5, 7)))
  await world.verify({ sources: [copy] }, known)
  await remove(copy, [...lost(0, 5), ...lost(7, 12)])
  await world.verify({ sources: [copy], from: FROM, to: END }, known)
  const slots = await readLedger(world.workspace)
  expect(slots.find((s) => s.from <= FROM + 5 * HOUR && s.to >= FROM + 7 * HOUR)?.state).toBe(
    'missing',
  )
})
