import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { snapshotSchema } from '../../../src/model/snapshot.ts'
import { documentSchemas } from '../../../src/show/docs.ts'
import { runCli } from '../../fixtures/cli.ts'
import { demoSnapshot } from '../../fixtures/demo-plan.ts'

const workspace = mkdtempSync(join(tmpdir(), 'wholetrail-fix-'))
const fix = (...args: string[]) => runCli(['fix', ...args, '--workspace', workspace])

beforeAll(() => {
  mkdirSync(join(workspace, 'snapshots'))
  const file = z.encode(snapshotSchema, demoSnapshot())
  writeFileSync(join(workspace, 'snapshots', 'demo.json'), JSON.stringify(file))
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

test('a plan first: without --out nothing is written', async () => {
  const { code, stdout } = await fix('--notify', 'security@example.com')
  expect(code).toBe(3)
  expect(stdout).toMatch(/^\d+ steps that close \d+ of \d+ findings\. .*Nothing was\s+changed\.$/ms)
  expect(stdout).toContain('wholetrail fix --notify security@example.com --out fix')
  expect(readdirSync(workspace)).toEqual(['snapshots'])
})

test('--json has the plan and its files, and is what the schema says', async () => {
  const { stdout } = await fix('--json', '--notify', 'a@example.com', '--as', 'terraform')
  const document = documentSchemas.fix.parse(JSON.parse(stdout)) as {
    files: { path: string }[]
    steps: { folder: string }[]
  }
  const folders = new Set(document.files.map((f) => f.path.split('/')[0]))
  expect(document.steps.filter((s) => !folders.has(s.folder))).toEqual([])
  const planned = await fix('--json', '--plan', '--notify', 'a@example.com')
  expect(JSON.parse(planned.stdout)).toMatchObject({ files: [] })
})

test('--out writes the files once, and overwrites nothing without --force', async () => {
  const out = join(workspace, 'out')
  const args = ['--out', out, '--only', 'tamper-alerts', '--notify', 'security@example.com']
  expect((await fix(...args)).stderr).toMatch(/files in .*: begin with README\.md/)
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/^## 1\. /m)
  const again = await fix(...args)
  expect(again.code).toBe(2)
  expect(again.stderr).toContain('is not empty')
  expect(again.stderr).toContain('add --force to replace that plan')
  const first = readdirSync(out)
  const other = ['--out', out, '--only', 'log-validation', '--force']
  expect((await fix(...other)).code).toBe(0)
  expect(first.filter((name) => /^\d/.test(name) && existsSync(join(out, name)))).toEqual([])
})

test('an example of the help without its address says what waits for it, never that nothing is to do', async () => {
  const { code, stdout } = await fix('--only', 'tamper-alerts', '--as', 'console')
  expect(code).toBe(3)
  expect(stdout).not.toContain('Nothing to do')
  expect(stdout).toMatch(/\d+ findings wait for --notify/)
  expect(stdout).toContain('wholetrail fix tamper-alerts --as console --notify MAIL_ADDRESS')
})

test('--retention-days 5 is not taken silently: the risk is said, and no finding of retention is closed', async () => {
  const { code, stdout } = await fix('--json', '--plan', '--retention-days', '5')
  const { risks, closes } = JSON.parse(stdout) as { risks: string[]; closes: { check: string }[] }
  expect(code).toBe(3)
  expect(risks.join('\n')).toMatch(/5 days, and 365 are asked for/)
  expect(closes.map((c) => c.check)).not.toContain('log-retention-too-short')
})

test('what was not asked for is not listed, and is no exit code 3', async () => {
  const { code, stdout } = await fix('log-validation')
  expect(code).toBe(0)
  expect(stdout).not.toContain('Stays open')
  expect(stdout).not.toContain('not asked for')
  expect(stdout).not.toContain('Somebody has to say')
})

test('with --out the screen has the order alone: README.md has the rest', async () => {
  const whole = await fix('--notify', 'a@example.com')
  const short = await fix('--notify', 'a@example.com', '--out', join(workspace, 'short'))
  const lines = (text: string): number => text.split('\n').length
  expect(lines(short.stdout)).toBeLessThan(lines(whole.stdout) / 2)
  expect(short.stdout).toContain('README.md')
})

test.each([
  [[]],
  [['--notify', 'security@example.com']],
  [['--notify', 'security@example.com', '--as', 'terraform']],
  [['--notify', 'security@example.com', '--out', 'OUT']],
])('fix %j fits 80 columns, but for words and commands that nobody may break', async (args) => {
  const out = join(workspace, 'wide')
  rmSync(out, { recursive: true, force: true })
  const argv = args.map((a) => (a === 'OUT' ? out : a))
  const { stdout } = await runCli(['fix', ...argv, '--workspace', workspace], { columns: 80 })
  expect(stdout).toMatch(/^\d+ steps that/)
  const isBreakable = (text: string): boolean =>
    !text.startsWith('  wholetrail ') && /\S\s+\S/.test(text.replace(/^ *(?:- |\d+\. )?/, ''))
  expect(stdout.split('\n').filter((l) => l.length > 80 && isBreakable(l))).toEqual([])
})

test.each([
  [['--out', '.'], 'is not empty, and no plan was written to it'],
  [['nosuch'], 'no such check, remedy or finding: nosuch'],
  [['--retention-days', 'abc'], '--retention-days takes a number of days'],
  [['--retention-days', '0'], '--retention-days takes a number of days'],
  [['--retention-days=-1'], '--retention-days takes a number of days'],
  [['--retention-days', '1.5'], '--retention-days takes a number of days'],
  [['--trusted-account', '12'], 'not an account id'],
])('%j is refused before anything is read', async (args, message) => {
  const { code, stderr } = await runCli(['fix', ...args, '--workspace', join(workspace, 'none')])
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

test('a recipe and a risk that several steps share stand once in README.md', async () => {
  const { stdout } = await fix('--json', '--notify', 'a@example.com')
  const { files } = JSON.parse(stdout) as { files: { path: string; content: string }[] }
  const whole = files.find((f) => f.path === 'README.md')?.content ?? ''
  const readme = whole.replace(/\*\*It closes\*\*[\s\S]*?(?=\n\n\*\*|\n## )/g, '')
  const bullets = readme.split('\n').filter((l) => /^- .{60}/.test(l))
  const again = bullets.filter((l, i) => bullets.indexOf(l) !== i && !/^- Those of/.test(l))
  expect([...new Set(again)]).toEqual([])
  expect(readme).not.toMatch(/Only when proven: .*-\d{12}-/)
})

test.each([
  [['--only', 'tamper-alert'], 'no such check, remedy or finding: tamper-alert'],
  [['--notify', 'nobody'], '--notify takes a mail address'],
  [['--log-bucket', 'A_B'], '--log-bucket takes the name of a bucket'],
  [['--plan', '--out', 'x'], '--plan writes no files'],
  [['--as', 'pulumi'], 'pulumi'],
])('%j is refused: a typing error is not a clean answer', async (args, message) => {
  const { code, stderr } = await fix(...args)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
