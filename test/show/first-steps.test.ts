import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeSnapshot } from '../../src/model/snapshot/encode.ts'
import { snapshotOf, trailOf } from '../../src/reason/assess/given.ts'
import { collectLine } from '../../src/show/cli/collect-line.ts'
import { ingestText } from '../../src/show/ingest-text.ts'
import { logSources } from '../../src/show/log-sources.ts'
import { runCli } from '../fixtures/cli.ts'

let folder: string
const here = (...parts: string[]) => join(folder, ...parts)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-first-'))
  await mkdir(here('empty'))
  await mkdir(here('photos'))
  await writeFile(here('photos', 'cat.txt'), 'a cat')
  await mkdir(here('ws', 'snapshots'), { recursive: true })
  await writeFile(
    here('ws', 'snapshots', '2026-10-31T00-00-00Z.json'),
    JSON.stringify(encodeSnapshot(snapshotOf())),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a source without log files', () => {
  test.each(['empty', 'photos'])('%s: says so, and ends with 3', async (name) => {
    const { code, stdout } = await runCli(['ingest', here(name), '--workspace', here('w', name)])
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `no CloudTrail log files under ${here(name)}; check the prefix`,
    )
    expect(code).toBe(3)
  })
})

describe('errors say what to do', () => {
  const at = () => ['--workspace', here('ws')]

  test('a profile that is not there: those that are', async () => {
    await writeFile(
      here('config'),
      '[default]\nregion = eu-west-1\n[profile audit]\n[sso-session x]\n',
    )
    const { code, stderr } = await runCli(['collect', '--profile', 'audti', ...at()], {
      env: { AWS_CONFIG_FILE: here('config'), AWS_SHARED_CREDENTIALS_FILE: here('none') },
    })
    expect(stderr).toBe(
      'wholetrail: there is no AWS profile audti\n  hint: one of: audit, default\n',
    )
    expect(code).toBe(2)
  })

  test.each(['collect', 'ingest event-history'])('%s at an endpoint that is none', async (verb) => {
    const { code, stderr } = await runCli([
      ...verb.split(' '),
      '--endpoint-url',
      'nonsense',
      ...at(),
    ])
    expect(stderr).toContain('not the URL of an endpoint: nonsense')
    expect(code).toBe(2)
  })

  test('a workspace below a file is no defect', async () => {
    const { code, stderr } = await runCli([
      'ingest',
      here('empty'),
      '--workspace',
      here('photos', 'cat.txt', 'x'),
    ])
    expect(stderr).not.toContain('defect')
    expect(stderr).toContain('check --workspace')
    expect(code).toBe(2)
  })

  test('half a key id is a usage error of one line and a hint', async () => {
    const { code, stderr } = await runCli(['ask', 'key-activity', '--key', 'AKIA', ...at()])
    expect(stderr.split('\n')).toHaveLength(3)
    expect(stderr).toContain('the whole id of an access key, not AKIA')
    expect(code).toBe(2)
  })

  test('--diff of a snapshot that is not there names those that are', async () => {
    const { stderr } = await runCli(['collect', '--diff', '2026-10-31T00-00-00Z', 'no', ...at()])
    expect(stderr).toContain('hint: there are: 2026-10-31T00-00-00Z\n')
  })
})

describe('what is under way, and what came of it', () => {
  test('the place comes first, so that a narrow terminal cuts the rest', () => {
    const progress = {
      accounts: 1,
      step: 'trails',
      done: 29,
      total: 78,
      probe: 'trail-selectors',
      account: '123456789012',
      region: 'eu-west-1',
      calls: 100,
      throttles: 0,
      left: null,
    }
    expect(collectLine(progress, 10_000_000)).toBe(
      'reading trail selectors in eu-west-1 of 123456789012 (29 of 78), 100 calls, 10/s',
    )
  })

  test('regions that failed alike are one line', () => {
    const reason = (region: string) =>
      `event-history of 111111111111 ${region} was not read: AWS answered with an error: HTTP 500`
    const text = ingestText(
      {
        objects: { seen: 2, ingested: 0, already: 0, setAside: 0, rejected: 2 },
        events: { read: 0, new: 0, duplicate: 0, conflicting: 0 },
        bytes: { stored: 0, uncompressed: 0 },
        rejected: ['eu-west-1', 'us-east-1'].map((r) => ({ uri: r, reason: reason(r) })),
        empty: [],
        setAside: {},
        unknownKeys: {},
        accounts: [],
        regions: [],
        firstEvent: null,
        lastEvent: null,
        completeness: {},
        seconds: 1,
      },
      '/w',
      100,
    )
    expect(text).toContain(
      '  event-history of 111111111111, 2 regions: AWS answered with an error: HTTP 500',
    )
  })

  test('the buckets to ingest are those of the trails, each once, with their prefix', () => {
    const trails = [
      trailOf(),
      trailOf({ name: 'two' }),
      trailOf({ name: 'three', config: { s3Bucket: 'other', s3Prefix: 'a/b' } }),
    ]
    expect(logSources({ trails }).at(-1)).toBe('s3://other/a/b')
    expect(logSources({ trails })).toHaveLength(2)
  })
})
