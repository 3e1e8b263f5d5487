import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentSchemas } from '../../src/show/docs.ts'
import { type Ran, runCli } from '../fixtures/cli.ts'
import { parseDot } from '../show/trace/dot-parser.ts'
import { parseMermaid } from '../show/trace/mermaid-parser.ts'
import { keys, PERSON, writeLogs } from './trace-records.ts'

let folder: string
const at = (...parts: string[]) => join(folder, ...parts)
const trace = (argv: readonly string[]): Promise<Ran> =>
  runCli(['trace', ...argv, '--workspace', at('workspace')])

const documentOf = async (argv: readonly string[]) => {
  const { code, stdout, stderr } = await trace([...argv, '--json'])
  if (stdout === '') throw new Error(stderr)
  const document = documentSchemas.trace.parse(JSON.parse(stdout)) as unknown as {
    subject: string
    verdict: string
    confidence: string | null
    seen: boolean
    near: string[]
    derived: string[]
    missing: { reason: string; sentence: string; setting: string }[]
    roots: { node: string; known: boolean }[]
    nodes: { id: string; kind: string; label: string; keyId: string | null }[]
    edges: { from: string; to: string; how: string; confidence: string; evidence: unknown[] }[]
  }
  return { code, document }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-trace-'))
  await writeLogs(at('logs'))
  const argv = ['ingest', at('logs'), '--complete', '--workspace', at('workspace'), '--json']
  const { code, stdout } = await runCli(argv)
  expect(code).toBe(0)
  expect(JSON.parse(stdout).events).toMatchObject({ new: 8 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('from a session two roles and an account away', () => {
  test('the chain ends at the person who signed on, and at the user whose name is on the key', async () => {
    const { code, document } = await documentOf([keys.admin])
    expect([code, document.verdict, document.confidence]).toEqual([0, 'known', 'likely'])
    const roots = document.roots.flatMap((r) => document.nodes.find((n) => n.id === r.node) ?? [])
    expect(roots.map((n) => [n.kind, n.label])).toEqual([
      ['person', PERSON],
      ['user', 'ci'],
    ])
    const calls = document.edges.filter((e) => e.how !== 'is' && e.how !== 'bears')
    expect(calls.map((e) => e.how).sort()).toEqual([
      'AssumeRole',
      'AssumeRole',
      'AssumeRoleWithSAML',
      'CreateAccessKey',
    ])
    for (const call of calls) {
      expect(call.evidence.length, call.how).toBeGreaterThan(0)
      expect(call.confidence).toBe(call.how === 'CreateAccessKey' ? 'likely' : 'certain')
    }
  })

  test('on a terminal: root first, and no character of the hostile name does harm', async () => {
    const { code, stdout } = await trace([keys.admin])
    expect(code).toBe(0)
    for (const character of ['\u001b', '\u202e']) expect(stdout).not.toContain(character)
    const order = ['AssumeRoleWithSAML', 'CreateAccessKey', 'AssumeRole  certain', 'asked about']
    const places = order.map((text) => stdout.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  test('a key is one subject, however often it was delivered: its ARN and its session give the same root', async () => {
    for (const subject of [
      'arn:aws:sts::333344445555:assumed-role/admin/ci',
      `AROA${'ADMIN'.padEnd(17, 'X')}:ci`,
    ]) {
      const { code, document } = await documentOf([subject])
      expect(code, subject).toBe(0)
      expect(document.roots).toHaveLength(2)
    }
  })

  test('--at: the session in use at that time, and cannot know where there was none', async () => {
    const arn = 'arn:aws:sts::333344445555:assumed-role/admin/ci'
    expect((await trace([arn, '--at', '2026-10-02T10:03:00Z'])).code).toBe(0)
    for (const subject of [arn, 'admin/ci']) {
      const { code, stdout } = await trace([subject, '--at', '2026-09-02T10:03:00Z'])
      expect(code).toBe(3)
      expect(stdout).toContain(`${subject} is known, but no key or session of it`)
    }
  })
})

describe('down from a key that lasts', () => {
  test('both sessions, one of them derived from the other, with their calls', async () => {
    const { document } = await documentOf([keys.lasting, '--down'])
    const derived = document.nodes.filter((n) => document.derived.includes(n.id))
    expect(derived.map((n) => n.keyId).sort()).toEqual([keys.deploy, keys.admin].sort())
    const { stdout } = await trace([keys.lasting, '--down'])
    expect(stdout).toContain('Derived from it: 2 identities')
    for (const key of [keys.deploy, keys.admin]) expect(stdout).toContain(key)
  })

  test('pictures that their programs read', async () => {
    const dot = await trace([keys.lasting, '--format', 'dot'])
    const mermaid = await trace([keys.lasting, '--format', 'mermaid'])
    const read = [parseDot(dot.stdout), parseMermaid(mermaid.stdout.trimEnd())]
    for (const { nodes, arrows } of read) {
      expect(nodes.size).toBeGreaterThanOrEqual(5)
      expect(arrows.length).toBeGreaterThanOrEqual(4)
    }
  })

  test('-o writes the picture to a file', async () => {
    const argv = [keys.lasting, '--format', 'dot', '-o', at('trace.dot')]
    expect((await trace(argv)).stdout).toBe('')
    expect(parseDot(await readFile(at('trace.dot'), 'utf8')).nodes.size).toBeGreaterThan(2)
    expect((await trace(argv)).stderr).toContain('--force')
  })
})

describe('what cannot be known', () => {
  test('a session without a record of its issuing: why, and the setting; exit code 3', async () => {
    const { code, document } = await documentOf([keys.lost])
    expect([code, document.verdict]).toEqual([3, 'cannot-know'])
    expect(document.missing.length).toBeGreaterThan(0)
    for (const hop of document.missing) {
      expect(hop.sentence).not.toBe('')
      expect(hop.setting).not.toBe('')
    }
  })

  test('R28 a mistyped key is unknown, with the near one, and no chain', async () => {
    const mistyped = `${keys.admin.slice(0, -1)}${keys.admin.endsWith('A') ? 'B' : 'A'}`
    const { code, document } = await documentOf([mistyped])
    expect([code, document.seen, document.verdict]).toEqual([3, false, 'cannot-know'])
    expect(document.near).toContain(keys.admin)
    expect(document.nodes).toEqual([])
    expect((await trace([mistyped])).stdout).toContain(`Did you mean ${keys.admin}?`)
  })

  test('the bare name of a role or user is what one user or role bears; sessions of the name are told', async () => {
    for (const [name, arn] of [
      ['deploy', 'arn:aws:iam::333344445555:role/deploy'],
      ['CI', 'arn:aws:iam::111122223333:user/ci'],
    ] as const) {
      const [{ code, document }, byArn] = [await documentOf([name]), await documentOf([arn])]
      expect([code, document.subject, document.roots]).toEqual([
        byArn.code,
        arn,
        byArn.document.roots,
      ])
    }
    expect((await trace(['ci'])).stdout).toContain('Sessions bear this name too')
  })

  test('usage: no subject, two times at once, a format that is none', async () => {
    for (const argv of [
      [],
      [' '],
      [keys.admin, '--at', '2026-10-02T10:00:00Z', '--from', '7d'],
      [keys.admin, '--from', '2026-10-03', '--to', '2026-10-02'],
      [keys.admin, '--format', 'csv'],
    ])
      expect((await trace(argv)).code, argv.join(' ')).toBe(2)
  })

  test('no lake: what to do first', async () => {
    const { code, stderr } = await runCli(['trace', keys.admin, '--workspace', at('nowhere')])
    expect(code).toBe(2)
    expect(stderr).toContain('wholetrail ingest')
  })
})
