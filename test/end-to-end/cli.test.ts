import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentSchemas } from '../../src/show/docs.ts'
import { runCli } from '../fixtures/cli.ts'
import { demoOnce } from '../fixtures/demo-once.ts'

const HOSTILE = 'evil\u001b[31m\u202e::error::'

const record = (n: number, more: object = {}) => ({
  eventVersion: '1.09',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: 'arn:aws:iam::111122223333:user/ana',
    accountId: '111122223333',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'ana',
  },
  eventTime: `2026-10-02T10:00:0${n}Z`,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'AuthorizeSecurityGroupIngress',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.9',
  userAgent: HOSTILE,
  requestParameters: { groupId: 'sg-1' },
  responseElements: null,
  requestID: `r${n}`,
  eventID: `00000000-0000-4000-8000-00000000000${n}`,
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ...more,
})

let folder: string
let workspace: string
const here = (...parts: string[]) => join(folder, ...parts)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-cli-'))
  workspace = here('workspace')
  const logs = here('logs/trail-bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/02')
  await mkdir(logs, { recursive: true })
  const name = '111122223333_CloudTrail_eu-west-1_20261002T1005Z_abcdefghijklmnop.json.gz'
  const records = [
    record(1),
    record(2, { eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation' }),
  ]
  await writeFile(join(logs, name), gzipSync(JSON.stringify({ Records: records })))
  await writeFile(
    join(logs, name.replace('abcdefghijklmnop', 'truncatedtruncat')),
    gzipSync('{"Records":[{"a":1}').subarray(0, 12),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('help and usage', () => {
  test('no arguments: what it is and what it can do, in one screen', async () => {
    const { code, stdout } = await runCli([])
    expect(code).toBe(0)
    for (const verb of ['ingest', 'verify', 'coverage', 'ask', 'query', 'demo'])
      expect(stdout).toContain(verb)
    expect(stdout.split('\n').length).toBeLessThan(45)
  })

  test('a mistyped verb, question or option is a usage error that says what was meant', async () => {
    for (const [argv, meant] of [
      [['ingets', 'x'], 'ingest'],
      [['ask', 'key-activty', '--key', 'AKIA'], 'key-activity'],
      [['coverage', '--buckt', 'x'], '--bucket'],
    ] as const) {
      const { code, stdout, stderr } = await runCli(argv)
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toContain(meant)
    }
  })

  test('a question without the options that it needs says so', async () => {
    const { code, stderr } = await runCli(['ask', 'who-read-objects', '--workspace', workspace])
    expect(code).toBe(2)
    expect(stderr).toContain('--bucket')
  })

  test('no lake: what to do first', async () => {
    const { code, stderr } = await runCli(['ask', 'denied-calls', '--workspace', here('nowhere')])
    expect(code).toBe(2)
    expect(stderr).toContain('wholetrail ingest')
  })

  test('a source that is not there', async () => {
    const { code, stderr } = await runCli([
      'ingest',
      here('no-such-folder'),
      '--workspace',
      here('w2'),
    ])
    expect([2, 4]).toContain(code)
    expect(stderr).toContain('no-such-folder')
  })

  test('a wrong time, account or snapshot is a usage error', async () => {
    expect(
      (await runCli(['coverage', '--from', 'yesterday', '--workspace', workspace])).stderr,
    ).toContain('not a time')
    expect(
      (await runCli(['coverage', '--from', '7d', '--account', '123', '--workspace', workspace]))
        .stderr,
    ).toContain('twelve digits')
    await mkdir(here('w3/snapshots'), { recursive: true })
    await writeFile(here('w3/snapshots/a.json'), '{"schema":"wholetrail/snapshot/1"}')
    const { code, stderr } = await runCli(['ask', 'denied-calls', '--workspace', here('w3')])
    expect(code).toBe(2)
    expect(stderr).toContain('a.json')
  })
})

describe('a folder with a truncated file', () => {
  test('the run goes on, the file is named, exit code 3, and 1 under --strict', async () => {
    const first = await runCli(['ingest', here('logs'), '--complete', '--workspace', workspace])
    expect(first.code).toBe(3)
    expect(first.stdout).toContain('truncatedtruncat')
    const strict = await runCli([
      'ingest',
      here('logs'),
      '--complete',
      '--strict',
      '--workspace',
      workspace,
    ])
    expect(strict.code).toBe(1)
    expect(strict.stdout).toContain('0 new')
  })

  test('a yes is a yes; what was only refused is not; the hole keeps the rest from a no', async () => {
    const window = ['--from', '2026-10-02', '--to', '2026-10-03', '--workspace', workspace]
    const changed = await runCli(['ask', 'security-group-changes', ...window])
    expect(changed.code).toBe(0)
    expect(changed.stdout).toMatch(/^YES/)
    expect(changed.stdout).not.toContain('\u001b')
    const started = await runCli(['ask', 'instances-started', ...window])
    expect(started.code).toBe(3)
    expect(started.stdout).toMatch(/^CANNOT KNOW/)
    expect(started.stdout).toContain('Client.UnauthorizedOperation')
  })

  test('--expect ends with 1 when the verdict is the other one', async () => {
    const { code } = await runCli([
      'ask',
      'security-group-changes',
      '--from',
      '2026-10-02',
      '--to',
      '2026-10-03',
      '--expect',
      'no',
      '--workspace',
      workspace,
    ])
    expect(code).toBe(1)
  })
})

describe('machine output', () => {
  const window = ['--from', '2026-10-02', '--to', '2026-10-03']

  test('each verb prints one document that its published schema accepts', async () => {
    const at = ['--workspace', workspace, '--json']
    const documents = {
      ingest: await runCli(['ingest', here('logs'), ...at]),
      coverage: await runCli(['coverage', ...window, ...at]),
      ask: await runCli(['ask', 'security-group-changes', ...window, ...at]),
      trace: await runCli(['trace', 'arn:aws:iam::111122223333:user/ana', ...at]),
      query: await runCli([
        'query',
        'select event_name, event_time from events order by all',
        ...at,
      ]),
    }
    for (const [verb, { stdout }] of Object.entries(documents)) {
      const parsed = documentSchemas[verb as keyof typeof documentSchemas].safeParse(
        JSON.parse(stdout),
      )
      expect(parsed.error?.issues ?? [], verb).toEqual([])
    }
  })

  test('the demo too is one document, with every answer of its story in it', async () => {
    const argv = ['demo', '--json', '--directory', here('demo')]
    const { code, stdout } = await runCli(argv)
    expect(code).toBe(0)
    const told = documentSchemas.demo.parse(JSON.parse(stdout)) as {
      verified: { answer: { result: string } }[]
      story: { expected: string; answer: { schema: string; verdict: string } }[]
      trace: { person: string; asExpected: boolean; answer: unknown }
    }
    for (const { answer } of told.verified) documentSchemas.verify.parse(answer)
    expect(told.verified.map((v) => v.answer.result)).toEqual(['unproven', 'broken'])
    expect(told.story).toHaveLength(5)
    for (const { expected, answer } of told.story)
      expect(documentSchemas.ask.parse(answer)).toMatchObject({ verdict: expected })
    expect(told.trace).toMatchObject({ person: 'Dana Whitfield', asExpected: true })
    expect(documentSchemas.trace.parse(told.trace.answer)).toMatchObject({ verdict: 'known' })
  })

  test('every file of the demo is the same, byte for byte, each time that it is made', async () => {
    const { root } = await demoOnce()
    const first = await readdir(root, { recursive: true, withFileTypes: true })
    const files = first.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
    expect(files.length).toBeGreaterThan(10_000)
    const differing = []
    for (const file of files) {
      const again = await readFile(here('demo', relative(root, file)))
      if (!again.equals(await readFile(file))) differing.push(file)
    }
    expect(differing).toEqual([])
  })

  test('formats for events: CSV, JSON lines and Markdown, hostile text made harmless', async () => {
    for (const format of ['csv', 'jsonl', 'markdown']) {
      const { stdout } = await runCli([
        'query',
        'select user_agent from events',
        '--format',
        format,
        '--workspace',
        workspace,
      ])
      expect(stdout).not.toContain('\u001b')
      expect(stdout).not.toContain('\u202e')
      expect(stdout).toContain('evil')
    }
  })

  test('--output writes a file, and overwrites it only with --force', async () => {
    const file = here('answer.json')
    const argv = ['ask', '--list', '--format', 'json', '-o', file]
    expect((await runCli(argv)).code).toBe(0)
    expect(
      documentSchemas['ask-list'].parse(JSON.parse(await readFile(file, 'utf8'))),
    ).toMatchObject({
      schema: 'wholetrail/ask-list/1',
    })
    expect((await runCli(argv)).code).toBe(2)
    expect((await runCli([...argv, '--force'])).code).toBe(0)
  })
})

describe('query reaches nothing but the lake', () => {
  test.each([
    "select * from read_text('/etc/passwd')",
    "select * from read_csv('/etc/passwd')",
    "copy (select 1) to '/tmp/wholetrail-escape.csv'",
    'select 1; select 2',
    'drop view events',
    'create table t as select 1',
    "attach '/tmp/x.db'",
    'install httpfs',
    'set enable_external_access = true',
    "select * from 'https://example.com/x.parquet'",
    'pragma database_list; drop view events',
    "export database '/tmp/wholetrail-escape'",
  ])('%s', async (statement) => {
    const { code, stdout } = await runCli(['query', statement, '--workspace', workspace])
    expect(code).toBe(2)
    expect(stdout).toBe('')
  })

  test('columns, rows and a limit', async () => {
    const { stdout, stderr } = await runCli([
      'query',
      'select range as n from range(5)',
      '--limit',
      '2',
      '--format',
      'csv',
      '--workspace',
      workspace,
    ])
    expect(stdout).toBe('n\n0\n1\n')
    expect(stderr).toContain('first 2 rows')
  })
})

describe('the program as it is installed', () => {
  const main = 'dist/src/show/cli/main.js'

  test('exit codes reach the shell, and stdout holds the result alone', () => {
    const version = spawnSync('node', [main, '--version'], { encoding: 'utf8' })
    expect(version.status).toBe(0)
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    const asked = spawnSync(
      'node',
      [
        main,
        'ask',
        'instances-started',
        '--from',
        '2026-10-02',
        '--to',
        '2026-10-03',
        '--workspace',
        workspace,
        '--json',
      ],
      { encoding: 'utf8' },
    )
    expect(asked.status).toBe(3)
    expect(JSON.parse(asked.stdout).verdict).toBe('cannot-know')
  })

  test('ingest of few bytes in one thread, and of many in worker threads, makes the same lake', async () => {
    const day = here('many/trail-bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/02')
    await mkdir(day, { recursive: true })
    const file = '111122223333_CloudTrail_eu-west-1_20261002T1005Z_abcdefghijklmnop.json.gz'
    const text = randomBytes(1_000_000).toString('base64')
    const records = [record(1), record(2, { requestParameters: { text } })]
    await writeFile(join(day, file), gzipSync(JSON.stringify({ Records: records })))
    for (const [from, status] of [
      ['logs', 3],
      ['many', 0],
    ] as const) {
      const argv = ['ingest', here(from), '--workspace', here(`of-${from}`), '--json']
      const ran = spawnSync('node', [main, ...argv], { encoding: 'utf8' })
      expect(ran.status, from).toBe(status)
      expect(JSON.parse(ran.stdout).events.new, from).toBe(2)
    }
  })
})

describe('what the program must never do', () => {
  test('the demo removes no folder that it did not make', async () => {
    const kept = here('kept')
    await mkdir(join(kept, '.wholetrail'), { recursive: true })
    await writeFile(join(kept, 'evidence.txt'), 'x')
    const { code, stderr } = await runCli(['demo', '--directory', kept])
    expect(code).toBe(2)
    expect(stderr).toContain('not empty')
    expect(await readFile(join(kept, 'evidence.txt'), 'utf8')).toBe('x')
  })

  test('a lake whose commits cannot be read is damaged, not empty: nothing in it is swept away', async () => {
    const broken = here('broken')
    await runCli(['ingest', here('logs'), '--workspace', broken])
    const before = await readdir(join(broken, 'lake', 'events'), { recursive: true })
    await rename(join(broken, 'lake', 'commits'), join(broken, 'lake', 'moved'))
    await writeFile(join(broken, 'lake', 'commits'), '')
    const { code } = await runCli(['ingest', here('logs'), '--workspace', broken])
    expect(code).toBe(4)
    expect(await readdir(join(broken, 'lake', 'events'), { recursive: true })).toEqual(before)
  })

  test('a key or file made to break a parser is one rejected or foreign object, and the run goes on', async () => {
    const odd = here('odd/trail-bucket/AWSLogs/111122223333/constructor/eu-west-1/2026/10/02')
    await mkdir(odd, { recursive: true })
    await writeFile(join(odd, 'x.json.gz'), gzipSync('{}'))
    const logs = odd.replace('constructor', 'CloudTrail')
    await mkdir(logs, { recursive: true })
    const long = '\\n'.repeat(2_000_000)
    const file = '111122223333_CloudTrail_eu-west-1_20261002T1005Z_abcdefghijklmnop.json.gz'
    await writeFile(
      join(logs, file),
      gzipSync(JSON.stringify({ Records: [record(3)] }).replace('"sg-1"', `"${long} "`)),
    )
    const { code, stdout } = await runCli([
      'ingest',
      here('odd'),
      '--workspace',
      here('odd-ws'),
      '--json',
    ])
    expect([0, 3]).toContain(code)
    expect(JSON.parse(stdout).events.new).toBe(1)
  })

  test('an option named like a property of every object is just a name', async () => {
    const { code, stderr } = await runCli([
      'coverage',
      '--event',
      'constructor',
      '--from',
      '2026-10-02',
      '--to',
      '2026-10-03',
      '--workspace',
      workspace,
    ])
    expect(stderr).toBe('')
    expect(code).toBe(3)
  })
})
