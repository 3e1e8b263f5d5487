import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLedger } from '../../../../src/gather/verify/ledger/read.ts'
import { formatInstant, HOUR, MINUTE } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { logFile } from '../../../fixtures/digests/log-file.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const HOURS = 6
const END = FROM + HOURS * HOUR
const NOW = END + HOUR
const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const spec = { runs: [{ from: FROM, to: END }], logs: () => 2 }

test('a whole copy is verified hour by hour, and its ledger says so', async () => {
  const copy = await world.copy(chainOf(spec).objects)
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.problems).toEqual([])
  expect(report.chains).toHaveLength(1)
  const [chain] = report.chains
  expect(chain?.slots.map((s) => s.state)).toEqual(Array(HOURS).fill('verified'))
  expect(chain).toMatchObject({ arn: ARN, digests: HOURS, files: 2 * HOURS, verifiedUntil: END })
  expect(report.window).toEqual({ from: FROM, to: END })
  expect(report.notInLake).toBeNull()
  const slots = await readLedger(world.workspace)
  expect(slots.map((s) => [s.trail, s.from, s.to, s.state, s.files.length, s.linked])).toEqual(
    Array.from({ length: HOURS }, (_, i) => [
      ARN,
      FROM + i * HOUR,
      FROM + (i + 1) * HOUR,
      'verified',
      2,
      i === 0 ? undefined : true,
    ]),
  )
})

test('a copy without metadata is verified but for its newest digest', async () => {
  const copy = await world.copy(chainOf(spec).objects, 'none')
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  const states = report.chains[0]?.slots.map((s) => s.state)
  expect(states).toEqual([...Array(HOURS - 1).fill('verified'), 'unchecked'])
  expect(report.problems.map((p) => p.kind)).toEqual(['unsigned-offline'])
})

test('a log file that is gone makes its hour invalid, and no other', async () => {
  const built = chainOf(spec)
  const lost = built.digests[2]?.logs[0]?.object
  const copy = await world.copy(built.objects.filter((o) => o !== lost))
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.chains[0]?.slots.map((s) => s.state)).toEqual(
    Array.from({ length: HOURS }, (_, i) => (i === 2 ? 'invalid' : 'verified')),
  )
  expect(report.problems).toMatchObject([{ kind: 'log-missing', weight: 'failure' }])
})

test('a renamed log file is reported as moved, and is no unattested file', async () => {
  const built = chainOf(spec)
  const log = built.digests[2]?.logs[0]?.object
  const objects = built.objects.map((o) =>
    o === log ? { ...o, key: o.key.replace(/_[0-9a-f]{16}\./, '_0123456789abcdef.') } : o,
  )
  const report = await world.verify({ sources: [await world.copy(objects)] }, nothingKnown(NOW))
  expect(report.counts.verified).toBe(HOURS)
  expect(report.problems).toMatchObject([{ kind: 'log-moved', weight: 'note' }])
  expect(report.unattested).toEqual([])
})

test('peers 4.2 extra log file: it is listed as unattested, with why, and stands beside its hour in the ledger', async () => {
  const built = chainOf(spec)
  const extra = logFile(built.place, FROM + 90 * MINUTE, 7)
  const copy = await world.copy([...built.objects, extra.object])
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.unattested).toMatchObject([
    { uri: join(copy, extra.object.bucket, extra.object.key), why: 'backfill may be pending' },
  ])
  const slots = await readLedger(world.workspace)
  expect(slots.filter((s) => s.besides !== undefined)).toMatchObject([
    { from: FROM + HOUR, besides: [extra.entry.hashValue] },
  ])
})

test('the window asked for is partitioned, whatever there is', async () => {
  const copy = await world.copy(chainOf(spec).objects)
  const from = FROM - 3 * HOUR
  const to = END + 6 * HOUR
  const report = await world.verify({ sources: [copy], from, to }, nothingKnown(to))
  const slots = report.chains[0]?.slots ?? []
  expect(slots[0]?.from).toBe(from)
  expect(slots.at(-1)?.to).toBe(to)
  expect(slots.every((s, i) => i === 0 || s.from === slots[i - 1]?.to)).toBe(true)
  expect(slots.map((s) => s.state)).toContain('before-enabling')
})

test('an hour that --from cuts counts whole', async () => {
  const copy = await world.copy(chainOf(spec).objects)
  const from = FROM + 90 * MINUTE
  const report = await world.verify({ sources: [copy], from }, nothingKnown(NOW))
  expect(report.chains[0]?.slots[0]).toMatchObject({
    from: FROM + HOUR,
    state: 'verified',
    link: 'linked',
  })
  const slots = await readLedger(world.workspace)
  expect(slots[0]).toMatchObject({ from: FROM + HOUR, to: FROM + 2 * HOUR, state: 'verified' })
})

test('runs over other windows add up in the ledger, and a later one over the same window replaces', async () => {
  const built = chainOf(spec)
  const copy = await world.copy(built.objects)
  const at = nothingKnown(NOW)
  await world.verify({ sources: [copy], to: FROM + 3 * HOUR }, at)
  await world.verify({ sources: [copy], from: FROM + 3 * HOUR }, at)
  expect(await readLedger(world.workspace)).toHaveLength(HOURS)
  const gone = built.digests[4]?.logs[0]?.object
  await rm(join(copy, gone?.bucket ?? '', gone?.key ?? ''))
  await world.verify({ sources: [copy] }, at)
  expect((await readLedger(world.workspace)).map((s) => s.state)).toEqual(
    Array.from({ length: HOURS }, (_, i) => (i === 4 ? 'invalid' : 'verified')),
  )
})

test('several accounts, regions, trails and prefixes are one run', async () => {
  const chains = [
    chainOf({ ...spec, place: { region: 'us-east-1' } }),
    chainOf({ ...spec, place: { account: '444455556666', prefix: 'old/logs' } }),
    chainOf({ ...spec, place: { trail: 'audit_eu-west-1_x' } }),
    chainOf({ ...spec, logs: () => 0 }),
  ]
  const copy = await world.copy(chains.flatMap((c) => c.objects))
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.problems).toEqual([])
  expect(report.chains.map((c) => [c.trail, c.account, c.region, c.digests]).toSorted()).toEqual([
    ['audit', '111122223333', 'eu-west-1', HOURS],
    ['audit', '111122223333', 'us-east-1', HOURS],
    ['audit', '444455556666', 'eu-west-1', HOURS],
    ['audit_eu-west-1_x', '111122223333', 'eu-west-1', HOURS],
  ])
  const one = await world.verify(
    { sources: [copy], trails: ['audit'], regions: ['eu-west-1'] },
    nothingKnown(NOW),
  )
  expect(one.chains.map((c) => c.account).toSorted()).toEqual(['111122223333', '444455556666'])
})

test('no digests at all is open, and says so', async () => {
  const built = chainOf(spec)
  const copy = await world.copy(built.logs.map((l) => l.object))
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.chains).toEqual([])
  expect(report.problems).toMatchObject([{ kind: 'no-digests', weight: 'open' }])
  expect(new Set(report.unattested.map((u) => u.why))).toEqual(new Set(['no digests']))
})

test('a chain that an earlier run verified here, and that is gone, is missing though nothing else tells of it', async () => {
  const built = chainOf(spec)
  const copy = await world.copy(built.objects)
  await world.verify({ sources: [copy] }, nothingKnown(NOW))
  for (const { object } of built.digests) await rm(join(copy, object.bucket, object.key))
  const report = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(report.problems.map((p) => [p.kind, p.weight])).toContainEqual([
    'all-digests-missing',
    'failure',
  ])
  expect(report.chains[0]?.slots[0]?.why).toContain('an earlier run verified digests here')
  const states = new Set((await readLedger(world.workspace)).map((s) => s.state))
  expect(states.has('missing')).toBe(true)
  expect(states.has('verified')).toBe(false)
})

test('another copy, without that trail, takes nothing back', async () => {
  const first = await world.copy(chainOf(spec).objects)
  const second = await world.copy(chainOf({ ...spec, place: { trail: 'other' } }).objects)
  await world.verify({ sources: [first] }, nothingKnown(NOW))
  const report = await world.verify({ sources: [second] }, nothingKnown(NOW))
  expect(report.problems).toEqual([])
  expect(await readLedger(world.workspace)).toHaveLength(2 * HOURS)
})

test('without a key no signature is called checked; with one from --keys it is said that AWS was not asked', async () => {
  const copy = await world.copy(chainOf(spec).objects)
  const bare = await world.verify({ sources: [copy], keys: [] }, nothingKnown(NOW))
  expect(bare.done).toMatchObject({ digests: HOURS, signatures: 0, links: HOURS - 1, joined: 0 })
  expect(bare.checks.performed.join('\n')).not.toMatch(/signature/)
  expect(bare.checks.notPerformed.join('\n')).toContain(`signatures of ${HOURS} digests`)
  const { done, checks } = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  expect(done).toMatchObject({ digests: HOURS, signatures: HOURS, links: HOURS - 1 })
  expect(done.joined).toBe(HOURS - 1)
  expect(checks.performed).toEqual([
    `signature of digests, RSA PKCS#1 v1.5 with SHA-256 by the public key that they name: ${HOURS}`,
    `hash and signature of the digest before, and its end against the start of the next, proven to join: ${HOURS - 1}`,
    `SHA-256 of log files that digests name, uncompressed: ${2 * HOURS}`,
    'nothing after the first gzip member, in the digests and log files that were read',
    'a digest for every hour up to the newest that may be due',
    'log files that no digest names',
  ])
  expect(checks.notPerformed).toContain(
    'that these keys are AWS’s: given by --keys, not asked of AWS',
  )
})

test('a log file that is gone is not counted as hashed', async () => {
  const built = chainOf(spec)
  const lost = built.digests[2]?.logs[0]?.object
  const copy = await world.copy(built.objects.filter((o) => o !== lost))
  const { done, checks } = await world.verify({ sources: [copy] }, nothingKnown(NOW))
  const named = 2 * HOURS
  expect(done.files).toEqual({ named, hashed: named - 1, remembered: 0, absent: 1, unread: 0 })
  expect(checks.performed.join('\n')).toContain(`uncompressed: ${named - 1} of ${named}`)
})

test('a digest may be two hours late, and no longer: then its hour is missing', async () => {
  const copy = await world.copy(chainOf(spec).objects)
  const [early, late] = [END + 3 * HOUR - MINUTE, END + 3 * HOUR]
  for (const [to, missing] of [
    [early, 0],
    [late, 1],
  ] as const) {
    const report = await world.verify({ sources: [copy], to }, nothingKnown(to))
    expect(report.counts.missing, formatInstant(to)).toBe(missing)
  }
})
