import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Snapshot, snapshotSchema } from '../../../src/model/snapshot.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { AT, denied, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { runCli } from '../../fixtures/cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-assess-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const written = async (name: string, snapshot: Snapshot): Promise<string> => {
  const file = join(folder, name)
  await writeFile(file, JSON.stringify(z.encode(snapshotSchema, snapshot)))
  return file
}

/** A run on one snapshot, in a workspace without a lake. */
const assess = (snapshot: string, ...argv: string[]) =>
  runCli(['assess', '--snapshot', snapshot, '--workspace', join(folder, 'none'), ...argv])

const stopped = () => snapshotOf({ trails: [trailOf({ status: { isLogging: false } })] })
const CHECK = ['--check', 'log-validation-off'] as const
const withoutValidation = () =>
  snapshotOf({ trails: [trailOf({ config: { logFileValidation: false } })] })

test('a failure is 1, a pass 0, an unreadable answer 3', async () => {
  const fails = await written('fails.json', withoutValidation())
  const passes = await written('passes.json', snapshotOf())
  const unread = await written(
    'unread.json',
    snapshotOf({ trails: [trailOf({ over: { config: denied } })] }),
  )
  expect((await assess(fails, ...CHECK)).code).toBe(1)
  expect((await assess(passes, ...CHECK)).code).toBe(0)
  expect((await assess(unread, ...CHECK)).code).toBe(3)
})

test('--fail-on decides what counts', async () => {
  const fails = await written('level.json', withoutValidation())
  expect((await assess(fails, ...CHECK, '--fail-on', 'critical')).code).toBe(0)
  expect((await assess(fails, ...CHECK, '--fail-on', 'none')).code).toBe(0)
})

test('a baseline is an earlier --json, and only new failures count', async () => {
  const fails = await written('old.json', withoutValidation())
  const baseline = join(folder, 'baseline.json')
  const first = await assess(fails, ...CHECK, '--json', '-o', baseline)
  expect(first.code).toBe(1)
  expect(JSON.parse(await readFile(baseline, 'utf8')).schema).toBe('wholetrail/assess/1')
  const second = await assess(fails, ...CHECK, '--baseline', baseline)
  expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('0 new, 1 known')])
  const more = await written('more.json', {
    ...withoutValidation(),
    trails: [
      ...withoutValidation().trails,
      trailOf({ name: 'second', config: { logFileValidation: false } }),
    ],
  })
  const third = await assess(more, ...CHECK, '--baseline', baseline)
  expect([third.code, third.stdout]).toEqual([1, expect.stringContaining('1 new, 1 known')])
  const fixed = await written('fixed.json', snapshotOf())
  const fourth = await assess(fixed, ...CHECK, '--baseline', baseline)
  expect([fourth.code, fourth.stdout]).toEqual([0, expect.stringContaining('1 fixed')])
})

test('something else is no baseline', async () => {
  const snapshot = await written('any.json', snapshotOf())
  const { code, stderr } = await assess(snapshot, '--baseline', snapshot)
  expect([code, stderr]).toEqual([2, expect.stringContaining('assess --json')])
})

test.each([
  [['--check', 'trail-not-loging'], 'did you mean'],
  [['--account', '123456789012'], 'does not speak of the account'],
  [['--region', 'eu-wst-1'], 'does not speak of the region'],
  [['--group', 'existance'], 'Allowed choices'],
  [['--account', '12'], 'twelve digits'],
  [['--retention-days', '0'], 'number of days'],
  [['--trusted-account', 'x'], 'twelve digits'],
])('a typing error must not read as a clean answer: %s', async (argv, message) => {
  const snapshot = await written('typing.json', stopped())
  const { code, stdout, stderr } = await assess(snapshot, ...argv)
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
})

test('without a snapshot it says what to do', async () => {
  const { code, stderr } = await runCli(['assess', '--workspace', join(folder, 'none')])
  expect([code, stderr]).toEqual([2, expect.stringContaining('wholetrail collect')])
})

test('the newest snapshot is judged, as of its own time, and what only an older one has is named', async () => {
  const workspace = join(folder, 'workspace')
  await mkdir(join(workspace, 'snapshots'), { recursive: true })
  const file = (name: string) => join('workspace', 'snapshots', name)
  const other = {
    ...snapshotOf(),
    collectedAt: AT - 1_000_000,
    accounts: [{ account: '222222222222', readAt: AT, reached: { known: true as const } }],
  }
  await written(file('z-older.json'), other)
  await written(file('a-newer.json'), snapshotOf())
  const argv = ['assess', '--workspace', workspace, '--json']
  const { stdout, stderr } = await runCli(argv, { now: '2027-01-01T00:00:00Z' })
  const document = JSON.parse(stdout)
  expect(document.inputs.snapshot.file).toContain('a-newer.json')
  expect(stderr).toContain('222222222222')
  expect(document.findings.filter((f: { check: string }) => /failing/.test(f.check))).toEqual(
    document.findings.filter(
      (f: { check: string; status: string }) => /failing/.test(f.check) && f.status !== 'fail',
    ),
  )
})

test('--show chooses what is printed, never what counts', async () => {
  const fails = await written('shown.json', withoutValidation())
  const { code, stdout } = await assess(fails, ...CHECK, '--show', 'pass', '--json')
  const document = JSON.parse(stdout)
  expect(code).toBe(1)
  expect(document.summary.findings.fail).toBe(1)
  expect(document.findings.every((f: { status: string }) => f.status === 'pass')).toBe(true)
})

test('--list prints every check, and with --check all about one', async () => {
  const all = await runCli(['assess', '--list', '--json'])
  expect(JSON.parse(all.stdout).map((c: { check: string }) => c.check)).toEqual(
    checks.map((c) => c.id),
  )
  const one = await runCli(['assess', '--list', ...CHECK])
  const check = checks.find((c) => c.id === CHECK[1])
  expect(one.stdout).toContain(check?.references.aws[0])
})

test('--region keeps a finding that speaks of several regions with it, and says what it leaves out', async () => {
  const snapshot = await written(
    'region.json',
    snapshotOf({
      trails: [trailOf({ selectors: known({ EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }) })],
    }),
  )
  const argv = ['--check', 'management-reads-missed', '--region', 'us-east-1']
  const { code, stdout } = await assess(snapshot, ...argv)
  expect([code, stdout.replaceAll(/\s+/g, ' ')]).toEqual([
    1,
    expect.stringContaining('trail main selects only writes'),
  ])
  const other = await assess(snapshot, '--check', 's3-delivery-failing', '--severity', 'low')
  expect(other.stdout).not.toContain('at low or worse')
})

test('--snapshot takes the name of a snapshot of the workspace', async () => {
  const workspace = join(folder, 'named')
  await mkdir(join(workspace, 'snapshots'), { recursive: true })
  await written(join('named', 'snapshots', 'before.json'), withoutValidation())
  for (const name of ['before', 'before.json']) {
    const run = await runCli(['assess', '--workspace', workspace, '--snapshot', name, ...CHECK])
    expect(run.code).toBe(1)
  }
  const none = await runCli(['assess', '--workspace', workspace, '--snapshot', 'nosuch'])
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('snapshots/')])
})

test('a baseline that is not there says what a baseline is', async () => {
  const snapshot = await written('any2.json', snapshotOf())
  const { code, stderr } = await assess(snapshot, '--baseline', join(folder, 'nosuch.json'))
  expect([code, stderr]).toEqual([2, expect.stringContaining('assess --json')])
})

test('--list and --help fit the terminal, and the help is text', async () => {
  const list = await runCli(['assess', '--list'])
  for (const line of list.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  for (const check of checks) expect(list.stdout).toContain(check.id)
  const { stdout } = await runCli(['assess', '--help'])
  expect(stdout).not.toMatch(/\]\(/)
})
