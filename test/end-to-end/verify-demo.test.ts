import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatInstant, HOUR, parseInstant } from '../../src/model/time.ts'
import { askIn, runCli } from '../fixtures/cli.ts'
import { tamper } from '../fixtures/demo/tamper.ts'
import { demoLakeIn, demoOnce } from '../fixtures/demo-once.ts'
import {
  flipByte,
  hoursOf,
  linkedCopy,
  pathsWith,
  replace,
  verifyIn,
  wrongIn,
} from './verify-run.ts'

const BUCKET = 'kestrelvane-data-trail'
const STOP = '2026-10-12'

let root: string
let demo: string
let now: string
let copies = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'wholetrail-verify-'))
  const { made, ...once } = await demoOnce()
  demo = once.root
  now = formatInstant(made.to + 6 * HOUR)
}, 300_000)
afterAll(() => rm(root, { recursive: true, force: true }))

/** Options of every run: one trail, its keys, no AWS. */
const offline = (workspace: string, trail = 'prod-s3-data') => [
  ...['--keys', join(demo, 'keys'), '--offline', '--trail', trail],
  ...['--workspace', join(root, workspace)],
]

const verify = (copy: string, workspace: string, more: readonly string[] = []) =>
  verifyIn([copy, ...offline(workspace), ...more], { now })

/** A copy of the bucket of the trail, with its metadata beside it, to be changed. */
const copyOf = async (): Promise<{ folder: string; s3: string; workspace: string }> => {
  copies += 1
  const folder = join(root, `copy-${copies}`)
  await linkedCopy(join(demo, 's3', BUCKET), join(folder, 's3', BUCKET))
  await linkedCopy(join(demo, 'metadata'), join(folder, 'metadata'))
  return { folder, s3: join(folder, 's3'), workspace: `w-${copies}` }
}

const digestsIn = (s3: string) => pathsWith(s3, '/CloudTrail-Digest/')
const nth = (paths: readonly string[], n: number): string => {
  const path = paths.at(n)
  if (path === undefined) throw new Error(`no file ${n}`)
  return path
}

/** The end of the hour that a digest's name tells. */
const hourOf = (path: string): string => {
  const m = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(basename(path)) ?? []
  return `${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`
}

describe('the demo as it is', () => {
  test('every hour is verified but the stopped one, which an event explains that event history tells', async () => {
    const workspace = join(root, 'whole')
    await cp(join(demo, 'snapshots'), join(workspace, 'snapshots'), { recursive: true })
    await demoLakeIn(workspace)
    const { code, document } = await verify(join(demo, 's3'), 'whole')
    expect(document.problems.filter((p) => p.weight === 'failure')).toEqual([])
    expect(code).toBe(3)
    expect(document.chains.length).toBe(1)
    const wrong = hoursOf(document).filter((s) => !s.state.startsWith('verified'))
    expect(wrong.map((s) => s.state)).toEqual(['after-stop'])
    expect(wrong[0]?.from.slice(0, 10)).toBe(STOP)
    expect(wrong[0]?.explainedBy?.name).toBe('StopLogging')
    expect(wrong[0]?.explainedBy?.actor).toContain('arn:aws:sts::')
    expect(document.notInLake).toEqual([])
  }, 120_000)

  test('R23 a stop that only a log without a digest tells explains nothing, and is named', async () => {
    await demoLakeIn(join(root, 'unvouched'))
    const { document } = await verify(join(demo, 's3'), 'unvouched')
    const wrong = hoursOf(document).filter((s) => !s.state.startsWith('verified'))
    expect(wrong.map((s) => s.state)).toEqual(['interrupted'])
    expect(wrong[0]?.why).toContain('StopLogging')
  }, 120_000)

  test('then a question over the same hours is answered from verified digests', async () => {
    const workspace = join(root, 'whole')
    const payroll = ['who-read-objects', '--bucket', 'kestrelvane-payroll', '--part', 's3-objects']
    const window = ['--from', '2026-10-14T16:00Z', '--to', '2026-10-30']
    const { answer } = await askIn(workspace, [...payroll, ...window], { now })
    expect([answer.verdict, answer.assurance]).toEqual(['no', 'verified'])
  })

  test('slots partition the window; csv has a row for each', async () => {
    const { document } = await verify(join(demo, 's3'), 'partition')
    const slots = hoursOf(document)
    expect(slots[0]?.from).toBe(document.window?.from)
    expect(slots.at(-1)?.to).toBe(document.window?.to)
    for (const [i, s] of slots.entries()) expect(s.from).toBe(slots[i - 1]?.to ?? s.from)
    const argv = ['verify', join(demo, 's3'), ...offline('partition'), '--format', 'csv']
    const { stdout } = await runCli(argv, { now })
    expect(stdout.trim().split('\n').length).toBe(1 + (document.chains[0]?.slots.length ?? 0))
  })

  test('without the log that has the StopLogging the hour is interrupted: no guess', async () => {
    const { code, document } = await verify(join(demo, 's3'), 'no-lake')
    expect(code).toBe(3)
    expect(wrongIn(document).map((s) => s.split(' ')[2])).toEqual(['interrupted'])
    expect(document.notInLake).toBeNull()
  })

  test('a trail whose name only begins so is another trail', async () => {
    for (const trail of ['prod-s3', 'prod-s3-data_eu-west-1', 'PROD-S3-DATA']) {
      const argv = [join(demo, 's3'), ...offline('other', trail)]
      const { code, document } = await verifyIn(argv, { now })
      expect([code, document.chains.length]).toEqual([3, 0])
      expect(document.problems[0]?.what).toContain(`No digest of ${trail} was found`)
    }
  })

  test('all trails at once: those without digests are said to have none, exit 3', async () => {
    const argv = [join(demo, 's3'), '--keys', join(demo, 'keys'), '--offline']
    const { code, stdout } = await runCli(['verify', ...argv, '--workspace', join(root, 'all')], {
      now,
    })
    expect(code).toBe(3)
    expect(stdout).toMatch(/^NOT PROVEN/)
    expect(stdout).toContain('prod-s3-data (333344445555, eu-west-1)')
    expect(stdout).toContain('no digests')
  }, 120_000)

  test('a window that was verified whole exits 0', async () => {
    const window = ['--from', '2026-10-20', '--to', '2026-10-21']
    const { code, document } = await verify(join(demo, 's3'), 'day', window)
    expect([code, document.result]).toEqual([0, 'whole'])
    expect(hoursOf(document).length).toBeGreaterThanOrEqual(24)
  })
})

describe('a copy that was changed', () => {
  test('peers 4.2 one digest deleted: its hour is missing, and no other', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await digestsIn(s3), 400)
    await rm(path)
    const { code, document } = await verify(s3, workspace)
    const missing = wrongIn(document).filter((s) => s.endsWith('missing'))
    expect([code, missing.length]).toEqual([1, 1])
    expect(missing[0]?.split(' ')[1]).toBe(hourOf(path))
  })

  test('peers 4.2 two consecutive digests deleted: both hours are missing', async () => {
    const { s3, workspace } = await copyOf()
    const paths = (await digestsIn(s3)).slice(400, 402)
    for (const path of paths) await rm(path)
    const { code, document } = await verify(s3, workspace)
    const missing = hoursOf(document).filter((s) => s.state === 'missing')
    const length = missing.reduce((n, s) => n + parseInstant(s.to) - parseInstant(s.from), 0)
    expect([code, length]).toEqual([1, 2 * HOUR])
    expect(missing.at(-1)?.to).toBe(hourOf(nth(paths, 1)))
  })

  test('peers 4.2 newest digests deleted: the tail is missing, not "results to"', async () => {
    const { s3, workspace } = await copyOf()
    for (const path of (await digestsIn(s3)).slice(-6)) await rm(path)
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(1)
    expect(wrongIn(document).some((s) => s.endsWith('missing'))).toBe(true)
  })

  test('peers 4.2 all digests deleted: a failure where a snapshot says that there were some', async () => {
    const { s3, workspace } = await copyOf()
    for (const path of await digestsIn(s3)) await rm(path)
    const bare = await verify(s3, `${workspace}-bare`)
    expect(bare.code).toBe(3)
    await cp(join(demo, 'snapshots'), join(root, workspace, 'snapshots'), { recursive: true })
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(1)
    expect(document.problems.some((p) => p.weight === 'failure')).toBe(true)
  })

  test('a byte of a log file changed: its hour is invalid, and no other', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await pathsWith(s3, '/CloudTrail/eu-west-1/2026/10/22/'), 5)
    await flipByte(path)
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(1)
    expect(wrongIn(document).filter((s) => s.endsWith('invalid')).length).toBe(1)
    const told = document.problems.filter((p) => p.weight === 'failure')
    expect(told.flatMap((p) => p.objects).join()).toContain(basename(path))
  })

  test('peers 4.2 a second gzip member behind a log file: its hour is invalid', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await pathsWith(s3, '/CloudTrail/eu-west-1/2026/10/22/'), 5)
    const more = gzipSync('{"Records":[]}')
    await replace(path, Buffer.concat([await readFile(path), more]))
    const { code, document } = await verify(s3, workspace)
    expect([code, wrongIn(document).filter((s) => s.endsWith('invalid')).length]).toEqual([1, 1])
  })

  test('a log file deleted: its hour is not verified, the file is named', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await pathsWith(s3, '/CloudTrail/eu-west-1/2026/10/22/'), 5)
    await rm(path)
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(1)
    expect(JSON.stringify(document.problems)).toContain(basename(path))
  })

  test('a log file that no digest names is listed, not bad', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await pathsWith(s3, '/CloudTrail/eu-west-1/2026/10/22/'), 5)
    const added = path.replace(/_[A-Za-z0-9]{16}\.json/, '_AddedAddedAdded1.json')
    await cp(path, added)
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(3)
    expect(document.unattested.map((f) => basename(f.uri))).toEqual([basename(added)])
    expect(wrongIn(document).length).toBe(1)
  })

  test('no metadata: all but the newest digest are verified from their successors', async () => {
    const { folder, s3, workspace } = await copyOf()
    await rm(join(folder, 'metadata'), { recursive: true })
    const { code, document } = await verify(s3, workspace)
    expect(code).toBe(3)
    const unchecked = hoursOf(document).filter((s) => s.state === 'unchecked')
    expect(unchecked.length).toBeLessThanOrEqual(2)
    expect(unchecked.at(-1)?.why).toMatch(/unsigned offline/i)
    expect(hoursOf(document).filter((s) => s.state.startsWith('verified')).length).toBeGreaterThan(
      700,
    )
  })

  test('without keys nothing is verified, and nothing is called bad', async () => {
    const { s3, workspace } = await copyOf()
    const argv = [s3, '--offline', '--trail', 'prod-s3-data', '--workspace', join(root, workspace)]
    const { code, document } = await verifyIn(argv, { now })
    expect([code, document.counts.verified, document.counts.invalid]).toEqual([3, 0, 0])
  })

  test('the tampered hour of the story: a valid file without the downloads, and only its digest knows', async () => {
    const { copy, key, removed } = await tamper((await copyOf()).folder)
    expect(removed).toBeGreaterThan(0)
    const window = ['--from', '2026-10-22', '--to', '2026-10-23']
    const argv = ['verify', copy, ...offline('tampered'), ...window]
    const { code, stdout } = await runCli(argv, { now })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^NOT WHOLE/)
    expect(stdout).toContain(key.slice(key.lastIndexOf('/') + 1))
  })

  test('a question over a tampered hour is blind there, with that reason', async () => {
    const { s3, workspace } = await copyOf()
    const path = nth(await pathsWith(s3, '/CloudTrail/eu-west-1/2026/10/22/'), 5)
    await flipByte(path)
    const folder = join(root, workspace)
    await cp(join(root, 'whole', 'snapshots'), join(folder, 'snapshots'), { recursive: true })
    await cp(join(root, 'whole', 'lake'), join(folder, 'lake'), { recursive: true })
    expect((await verify(s3, workspace)).code).toBe(1)
    const payroll = ['who-read-objects', '--bucket', 'kestrelvane-payroll', '--part', 's3-objects']
    const day = ['--from', '2026-10-22', '--to', '2026-10-23']
    const { answer } = await askIn(folder, [...payroll, ...day], { now })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.map((b) => b.reason)).toContain('digest missing or invalid')
  })
})
