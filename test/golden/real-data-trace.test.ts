import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../fixtures/cli.ts'

/** Real log files that are not part of the project. Figures below were counted by hand from the JSON. */
const DATA = '../shared/data'
const here = existsSync(DATA)
const KEY = 'AKIATFQR7NSC8Q4X20BJ'

interface Recorded {
  readonly eventID: string
  readonly errorCode?: string
  readonly userIdentity?: { readonly type?: string }
  readonly responseElements?: { readonly credentials?: { readonly accessKeyId?: string } } | null
}

/** Counted from the files themselves, without lake or graph: every key that a call of a customer gave, and the call. */
const issuedByCustomers = async (): Promise<string[]> => {
  const names = await readdir(`${DATA}/invictus`, { recursive: true })
  const texts = await Promise.all(
    names.filter((n) => n.endsWith('.json')).map((n) => readFile(`${DATA}/invictus/${n}`, 'utf8')),
  )
  const given = texts
    .flatMap((text) => (JSON.parse(text) as { Records?: readonly Recorded[] }).Records ?? [])
    .filter((r) => r.errorCode === undefined && r.userIdentity?.type !== 'AWSService')
    .flatMap(({ eventID, responseElements }) => {
      const key = responseElements?.credentials?.accessKeyId
      return key === undefined ? [] : [`${key} ${eventID}`]
    })
  return [...new Set(given)].sort()
}

interface Document {
  readonly verdict: string
  readonly starts: readonly string[]
  readonly roots: readonly { node: string; known: boolean }[]
  readonly nodes: readonly { id: string; kind: string; label: string; keyId: string | null }[]
  readonly edges: readonly {
    from: string
    to: string
    how: string
    confidence: string
    evidence: readonly { eventId: string }[]
  }[]
  readonly derived: readonly string[]
}

describe.skipIf(!here)('invictus: sessions of July 2023 (needs ../shared/data)', () => {
  let workspace: string
  const rows = async (sql: string): Promise<Record<string, string>[]> => {
    const { stdout } = await runCli(['query', sql, '--json', '--workspace', workspace])
    return (JSON.parse(stdout) as { rows: Record<string, string>[] }).rows
  }
  const trace = async (...argv: string[]) => {
    const { code, stdout } = await runCli(['trace', ...argv, '--json', '--workspace', workspace])
    return { code, document: JSON.parse(stdout) as Document }
  }
  const rootsOf = ({ roots, nodes }: Document) =>
    roots.map((r) => nodes.find((n) => n.id === r.node)?.label)

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'wholetrail-invictus-trace-'))
    await runCli(['ingest', `${DATA}/invictus`, '--workspace', workspace, '--json'])
  })
  afterAll(() => rm(workspace, { recursive: true, force: true }))

  test('every session that a customer call issued is linked to that call with certainty, and to the user', async () => {
    const issued = await rows(`
      select issued_key_id as key, event_id as event from events
      where issued_key_id is not null and identity_type <> 'AWSService'`)
    expect(issued).toHaveLength(10)
    expect(issued.map((r) => `${r.key} ${r.event}`).sort()).toEqual(await issuedByCustomers())
    for (const { key = '', event = '' } of issued) {
      const { code, document } = await trace(key)
      expect([code, document.verdict, rootsOf(document)], key).toEqual([0, 'known', ['bert-jan']])
      const [start] = document.starts
      const links = document.edges.filter((e) => e.to === start)
      expect(links.map((e) => [e.how, e.confidence, e.evidence[0]?.eventId])).toEqual([
        ['AssumeRole', 'certain', event],
      ])
    }
  })

  test('no role session in use is left without its caller: five of the user, three of instances', async () => {
    const used = await rows(`
      select distinct access_key_id as key, identity_arn as arn from events
      where identity_type = 'AssumedRole' and invoked_by is null`)
    expect(used).toHaveLength(8)
    const roots = await Promise.all(
      used.map(async ({ key = '', arn = '' }) => {
        const { code, document } = await trace(key)
        expect(code, key).toBe(0)
        return arn.split('/').at(-1)?.startsWith('i-') === true
          ? [arn.split('/').at(-1), ...rootsOf(document)]
          : rootsOf(document)
      }),
    )
    expect(roots.map(String).sort()).toEqual([
      ...Array<string>(5).fill('bert-jan'),
      'i-05c30218156bcc246,i-05c30218156bcc246',
      'i-0dbc91f429e48eeed,i-0dbc91f429e48eeed',
      'i-0dbc91f429e48eeed,i-0dbc91f429e48eeed',
    ])
  })

  test('--down from the leaked key: its ten sessions, four users, and two keys that it made for others', async () => {
    const { document } = await trace(KEY, '--down')
    const derived = new Set(document.derived)
    const of = (how: string) =>
      document.edges.filter((e) => e.how === how && derived.has(e.to)).length
    expect([of('AssumeRole'), of('CreateUser'), of('CreateAccessKey')]).toEqual([10, 4, 2])
  })
})
