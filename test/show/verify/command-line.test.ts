import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli, type World } from '../../fixtures/cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-verify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const verify = (argv: readonly string[], world: World = {}) =>
  runCli(['verify', folder, '--offline', '--workspace', join(folder, 'ws'), ...argv], world)

test.each([
  [['--max-object-bytes', 'x'], '--max-object-bytes takes a whole number, not x'],
  [['--from', '2030-01-01'], '--from 2030-01-01T00:00:00Z is in the future'],
  [['--from', '2026-03-02', '--to', '2026-03-01'], '--from must be before --to'],
  [['--json', '--format', 'csv'], '--json and --format csv ask for two formats'],
  [['--keys', '/nope'], 'cannot read /nope: there is no such file or folder'],
  [['--metadata', '/nope'], 'cannot read /nope: there is no such file'],
])('%j: exit 2, in the words that were typed', async (argv, message) => {
  const { code, stderr } = await verify(argv)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('ENOENT')
  expect(code).toBe(2)
})

test('--json with --format json is one format', async () => {
  const { code, stdout } = await verify(['--json', '--format', 'json'])
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'wholetrail/verify/1' })
  expect(code).toBe(3)
})

test('whoever stops a run is told that the same command goes on', async () => {
  const day = join(folder, 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/10/01')
  await mkdir(day, { recursive: true })
  const name = '111122223333_CloudTrail-Digest_eu-west-1_tr_eu-west-1_20261001T010000Z.json.gz'
  await writeFile(join(day, name), '')
  const { code, stderr } = await verify([], { signal: AbortSignal.abort() })
  expect(code).toBe(130)
  expect(stderr).toContain('the same command goes on from here')
})
