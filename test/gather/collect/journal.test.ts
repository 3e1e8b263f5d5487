import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeAtomically } from '../../../src/effects.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { answers } from '../aws/fake-aws.ts'
import { type Collected, opener, organizationAnswer, STARTED } from './organization.ts'

const open = opener()

/** Writes so many files, then the machine is gone: before the next file or right after it. */
const killedAfter = (files: number, isAfter = false) => {
  let written = 0
  return async (path: string, content: string): Promise<void> => {
    if (written === files && isAfter) await writeAtomically(path, content)
    if (written >= files) throw new Error('killed')
    written += 1
    await writeAtomically(path, content)
  }
}

const at = (now: number) => ({ clock: { now: () => now, sleep: async () => {} } })

test('killed before or after any file, the next run gives the same snapshot and asks nothing twice', async () => {
  const whole = await open()
  let files = 0
  const counting = (path: string, content: string) => {
    files += 1
    return writeAtomically(path, content)
  }
  await whole.run({ org: true }, { write: counting })
  const expected = await whole.snapshots()
  const enough = whole.asked.length
  expect(files).toBe(11) // begin, two accounts, organisation, four regions, two counts, snapshot

  for (let n = 0; n < files - 1; n++) {
    for (const isAfter of [false, true]) {
      const c = await open()
      await expect(c.run({ org: true }, { write: killedAfter(n, isAfter) })).rejects.toThrow()
      expect(await c.snapshots()).toEqual({})
      const before = c.asked.length
      const report = await c.run({ org: true })
      expect(await c.snapshots()).toEqual(expected)
      expect(c.asked.length - before).toBeLessThanOrEqual(enough)
      expect(report.reused).toBeGreaterThanOrEqual(Math.max(0, n - 3))
      expect(await readdir(c.workspace)).toEqual(['snapshots'])
    }
  }
}, 120_000)

test('killed between the snapshot and the end: the next run is a new one, at its own time', async () => {
  const c = await open()
  await expect(c.run({}, { write: killedAfter(6, true) })).rejects.toThrow('killed')
  expect(Object.keys(await c.snapshots())).toEqual(['2026-11-01T00-00-00Z.json'])
  const report = await c.run({}, at(STARTED + HOUR))
  expect(report.reused).toBe(0)
  expect(Object.keys(await c.snapshots())).toEqual([
    '2026-11-01T00-00-00Z.json',
    '2026-11-01T01-00-00Z.json',
  ])
})

const interrupted = async (c: Collected, files = 4): Promise<void> => {
  await expect(c.run({}, { write: killedAfter(files) })).rejects.toThrow()
}

test('a continued collection bears the time of its beginning', async () => {
  const c = await open()
  await interrupted(c)
  const { snapshot, reused } = await c.run({}, at(STARTED + HOUR))
  expect(reused).toBeGreaterThan(0)
  expect(snapshot.collectedAt).toBe(STARTED)
})

test('after a day, with --fresh or with other options nothing is taken over', async () => {
  const late = await open()
  await interrupted(late)
  expect((await late.run({}, at(STARTED + DAY))).reused).toBe(0)
  const fresh = await open()
  await interrupted(fresh)
  expect((await fresh.run({ fresh: true })).reused).toBe(0)
  const other = await open()
  await interrupted(other)
  expect((await other.run({ regions: ['eu-west-1'] })).reused).toBe(0)
})

test('what was throttled or failed is asked again, not taken over', async () => {
  let isThrottled = true
  const c = await open((asked) =>
    isThrottled && asked.operation === 'DescribeTrails'
      ? answers.error('ThrottlingException')
      : organizationAnswer(asked),
  )
  await expect(c.run({}, { write: killedAfter(4) })).rejects.toThrow()
  isThrottled = false
  const { snapshot } = await c.run()
  expect(snapshot.trailsListed.map((t) => t.listed)).toEqual([{ known: true }, { known: true }])
})

test('a refused account is tried again by the next run', async () => {
  let isRefused = true
  const c = await open((asked) =>
    isRefused && asked.operation === 'DescribeRegions'
      ? answers.xmlError('UnauthorizedOperation')
      : organizationAnswer(asked),
  )
  await interrupted(c)
  isRefused = false
  const { snapshot } = await c.run()
  expect(snapshot.regions[0]?.regions).toHaveProperty('known')
})

test('a damaged file of the journal is read again from AWS', async () => {
  const c = await open()
  await interrupted(c, 5)
  const [folder = ''] = await readdir(join(c.workspace, 'collecting'))
  const [account = ''] = (await readdir(join(c.workspace, 'collecting', folder))).filter((n) =>
    /^\d+$/.test(n),
  )
  const below = join(c.workspace, 'collecting', folder, account)
  for (const name of await readdir(below)) {
    await rm(join(below, name))
    await writeAtomically(join(below, name), '{"trails": [{"arn": 7}]}')
  }
  const report = await c.run()
  expect(report.reused).toBe(0)
  expect(report.snapshot.trails).toHaveLength(2)
})

test('Ctrl-C leaves the journal and no snapshot', async () => {
  const c = await open()
  const stop = new AbortController()
  const run = c.run({}, { signal: stop.signal }, (p) => {
    if (p.step === 'places') stop.abort()
  })
  await expect(run).rejects.toMatchObject({ code: 'interrupted' })
  expect(await c.snapshots()).toEqual({})
  expect((await c.run()).reused).toBeGreaterThan(0)
})
