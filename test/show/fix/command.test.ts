import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  expect(stdout).toMatch(/^\d+ steps that close \d+ findings\. .*Nothing was changed\.$/ms)
  expect(stdout).toContain('wholetrail fix --out fix')
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
  expect((await fix(...args, '--force')).code).toBe(3)
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
