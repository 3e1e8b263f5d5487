import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Known } from '../../../../src/gather/verify/lake/known.ts'
import { readLedger } from '../../../../src/gather/verify/ledger/read.ts'
import type { SourceObject } from '../../../../src/model/manifest.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { aLog, type MemoryLake, memoryLake } from '../../../fixtures/memory-lake.ts'
import { snapshotWith, trailSeen } from '../expectations/snapshots.ts'
import { deletion, delivery, trailCall } from '../lake/records.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const HOURS = 6
const END = FROM + HOURS * HOUR
const NOW = END + HOUR
const CELL = { account: '111122223333', region: 'eu-west-1' }
const spec = { runs: [{ from: FROM, to: END }] }

let world: World
let lake: MemoryLake | undefined
beforeEach(async () => {
  world = await newWorld()
})
afterEach(async () => {
  await lake?.close()
  lake = undefined
  await world.remove()
})

const knowing = async (
  records: readonly object[],
  snapshots: readonly Snapshot[] = [],
  objects?: readonly SourceObject[],
): Promise<Known> => {
  lake = await memoryLake(records, objects === undefined ? {} : { objects })
  const manifest = {
    runs: [],
    objects: [],
    conflicts: [],
    unknownKeys: {},
    events: 0,
    sightings: 0,
  }
  return { ...nothingKnown(NOW), snapshots, manifest, query: lake.query }
}

/** The log file in which the lake found its records. */
const inFile = (sha256: string | undefined, named: Instant): readonly SourceObject[] => [
  { ...aLog, ...CELL, sha256: sha256 ?? null, named },
]

test('R23 a stop in a log file that no digest names explains nothing, and is named', async () => {
  const stop = FROM + 2 * HOUR
  const built = chainOf({
    runs: [
      { from: FROM, to: stop },
      { from: stop + 2 * HOUR, to: END },
    ],
  })
  const known = await knowing(
    [trailCall(stop - MINUTE, 'StopLogging', { name: 'audit' })],
    [],
    inFile('ab'.repeat(32), stop - MINUTE),
  )
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  expect(report.counts).toMatchObject({ interrupted: 1, 'after-stop': 0 })
  expect(report.problems.map((p) => p.what).join()).toContain('which explains nothing')
})

test('R23 a stop that nobody vouches for cannot excuse deleted digests: up to the last stop they are missing', async () => {
  const stop = FROM + 4 * HOUR
  const built = chainOf({
    runs: [
      { from: FROM, to: stop },
      { from: stop + HOUR, to: END },
    ],
  })
  const gone = built.digests.slice(1, 4).map((d) => d.object)
  const known = await knowing([
    trailCall(FROM + HOUR + MINUTE, 'StopLogging', { name: 'audit' }),
    trailCall(stop - MINUTE, 'StopLogging', { name: 'audit' }),
  ])
  const copy = await world.copy(built.objects.filter((o) => !gone.includes(o)))
  const report = await world.verify({ sources: [copy] }, known)
  expect(report.counts).toMatchObject({ missing: 1, interrupted: 1, 'after-stop': 0 })
})

test('a stop that the lake tells explains the hours after it, and who did it', async () => {
  const stop = FROM + 2 * HOUR
  const built = chainOf({
    runs: [
      { from: FROM, to: stop },
      { from: stop + 2 * HOUR, to: END },
    ],
  })
  const known = await knowing(
    [
      trailCall(stop - MINUTE, 'StopLogging', { name: 'audit' }),
      trailCall(stop + 2 * HOUR - MINUTE, 'StartLogging', { name: 'audit' }),
    ],
    [],
    inFile(built.digests[1]?.logs[0]?.entry.hashValue, stop - 55 * MINUTE),
  )
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  const off = report.chains[0]?.slots.filter((s) => s.state === 'after-stop') ?? []
  expect([off[0]?.from, off.at(-1)?.to]).toEqual([stop, stop + 2 * HOUR])
  expect(new Set(off.map((s) => s.explainedBy?.actor))).toEqual(
    new Set(['arn:aws:iam::111122223333:user/mallory']),
  )
  expect(report.counts).toMatchObject({ interrupted: 0, missing: 0 })
})

test('without that event the chain is interrupted', async () => {
  const stop = FROM + 2 * HOUR
  const built = chainOf({
    runs: [
      { from: FROM, to: stop },
      { from: stop + 2 * HOUR, to: END },
    ],
  })
  const report = await world.verify(
    { sources: [await world.copy(built.objects)] },
    nothingKnown(NOW),
  )
  expect(report.counts).toMatchObject({ interrupted: 1, missing: 0 })
})

test('who deleted a digest and a log file is said where data events know', async () => {
  const built = chainOf(spec)
  const digest = built.digests[2]?.object
  const log = built.digests[4]?.logs[0]?.object
  const known = await knowing(
    [digest, log].map((o) => deletion(END, o?.bucket ?? '', o?.key ?? '')),
  )
  const copy = await world.copy(built.objects.filter((o) => o !== digest && o !== log))
  const report = await world.verify({ sources: [copy] }, known)
  expect(report.problems.map((p) => [p.kind, p.by?.actor]).toSorted()).toEqual([
    ['digest-missing', 'arn:aws:iam::111122223333:user/mallory'],
    ['log-missing', 'arn:aws:iam::111122223333:user/mallory'],
  ])
})

test('a file that was delivered by the bucket’s own data events and is gone is named, without any digest', async () => {
  const built = chainOf({ ...spec, logs: () => 2 })
  const logs = built.logs.map((l) => l.object)
  const [first, ...rest] = logs
  const at = FROM + 5 * MINUTE
  const known = await knowing([
    ...logs.slice(2).map((o) => delivery(FROM + HOUR, o.bucket, o.key)),
    delivery(
      FROM + 90 * MINUTE,
      logs[3]?.bucket ?? '',
      (logs[3]?.key ?? '').replace(/_[0-9a-f]{16}/, '_ffffffffffffffff'),
    ),
    delivery(at - DAY, first?.bucket ?? '', first?.key ?? ''),
  ])
  const report = await world.verify({ sources: [await world.copy(rest)] }, known)
  const absent = report.problems.filter((p) => p.kind === 'delivery-absent')
  expect(absent).toHaveLength(1)
  expect(absent[0]?.objects[0]).toContain('ffffffffffffffff')
  expect(absent[0]?.weight).toBe('failure')
})

test('a delivery that the bucket refused is a broken log, whosever it is', async () => {
  const built = chainOf(spec)
  const known = await knowing([
    delivery(FROM + HOUR, built.place.bucket, 'AWSLogs/111122223333/Config/x', {
      service: 'config.amazonaws.com',
      errorCode: 'AccessDenied',
    }),
  ])
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  expect(report.problems).toMatchObject([{ kind: 'delivery-refused', weight: 'failure' }])
  expect(report.problems[0]?.what).toContain('config.amazonaws.com')
})

test('RecursiveLogging off: deliveries in the log are not performed as a check, and the trail is named', async () => {
  const built = chainOf(spec)
  const known = await knowing([], [snapshotWith([trailSeen({ recursiveLogging: false })])])
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  expect(report.checks.notPerformed.join('\n')).toContain(
    'deliveries of arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit: its RecursiveLogging is off',
  )
})

test('files that digests name and the lake lacks are listed', async () => {
  const built = chainOf(spec)
  const known = await knowing([])
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  expect(report.notInLake).toHaveLength(HOURS)
})

test('peers 4.2 all digests deleted is a failure where a snapshot says that there must be some', async () => {
  const built = chainOf(spec)
  const seen = trailSeen({ readAt: FROM, startLoggingTime: FROM - DAY })
  const known = { ...nothingKnown(NOW), snapshots: [snapshotWith([seen])] }
  const copy = await world.copy(built.logs.map((l) => l.object))
  const report = await world.verify({ sources: [copy], to: NOW }, known)
  expect(report.problems.map((p) => [p.kind, p.weight])).toContainEqual([
    'all-digests-missing',
    'failure',
  ])
  expect(report.counts.missing).toBeGreaterThan(0)
})

test('a region that a copy has nothing of is open: it may not have been copied', async () => {
  const built = chainOf(spec)
  const seen = trailSeen({ readAt: FROM, isMultiRegion: true })
  const known = { ...nothingKnown(NOW), snapshots: [snapshotWith([seen])] }
  const report = await world.verify({ sources: [await world.copy(built.objects)] }, known)
  expect(report.problems.map((p) => [p.kind, p.weight])).toEqual([['not-copied', 'open']])
  expect(report.problems[0]?.what).toContain('The copy has no folder of audit for 111122223333')
  const one = await world.verify(
    { sources: [await world.copy(built.objects)], regions: [CELL.region] },
    known,
  )
  expect(one.problems).toEqual([])
})

test('peers 4.2 tail truncated: log files that were delivered later show that digests are due', async () => {
  const built = chainOf(spec)
  const gone = new Set(built.digests.slice(-4).map((d) => d.object))
  const copy = await world.copy(built.objects.filter((o) => !gone.has(o)))
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.problems).toMatchObject([{ kind: 'tail-missing', weight: 'failure' }])
  expect(report.chains[0]?.verifiedUntil).toBe(FROM + 2 * HOUR)
})

test('a copy of another bucket or prefix of the same account takes back nothing that the right one proved', async () => {
  const built = chainOf(spec)
  const snapshots = [snapshotWith([trailSeen({ readAt: FROM })])]
  const known = { ...nothingKnown(NOW), snapshots }
  await world.verify({ sources: [await world.copy(built.objects)] }, known)
  const kept = await readLedger(world.workspace)
  for (const place of [{ bucket: 'another-bucket' }, { prefix: 'another-prefix' }]) {
    const other = chainOf({ ...spec, place: { ...place, trail: 'other' } })
    const logs = other.logs.map((l) => l.object)
    for (const objects of [other.objects, logs]) {
      const report = await world.verify({ sources: [await world.copy(objects)] }, known)
      expect(report.problems.filter((p) => p.weight === 'failure')).toEqual([])
      expect(report.problems[0]?.what).toContain('s3://example-audit-logs')
      expect(report.counts.missing).toBe(0)
      const slots = await readLedger(world.workspace)
      expect(slots.filter((s) => s.trail.endsWith('/audit'))).toEqual(kept)
    }
  }
})
