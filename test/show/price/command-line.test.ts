import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import { encodeSnapshot } from '../../../src/model/snapshot/encode.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { ACCOUNT, AT, bucketOf, known, REGION, trailOf } from '../../../src/reason/assess/given.ts'
import { runCli } from '../../fixtures/cli.ts'

let folder: string
const workspace = () => join(folder, 'ws')

const line = (key: string) =>
  `79a5 site [10/Mar/2026:00:00:38 +0000] 192.0.2.3 - ID${key} REST.GET.OBJECT ${key} "GET /site/${key} HTTP/1.1" 200 - 113 - 7 - "-" "curl" -`

const snapshot: Snapshot = {
  ...emptySnapshot(AT),
  trails: [trailOf()],
  buckets: [bucketOf(), bucketOf({ name: 'site' })],
  usage: [
    {
      source: 'guardduty',
      account: ACCOUNT,
      region: REGION,
      readAt: AT,
      name: 'AnalyzedCount',
      dimensions: { Any: 'S3DataEvents' },
      from: AT - 30 * 86_400_000_000,
      to: AT,
      amount: known(3_000_000),
    },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wholetrail-price-'))
  await mkdir(join(workspace(), 'snapshots'), { recursive: true })
  await mkdir(join(folder, 'access'))
  await writeFile(
    join(workspace(), 'snapshots', 'a.json'),
    JSON.stringify(encodeSnapshot(snapshot)),
  )
  const lines = Array.from({ length: 100 }, (_, i) => line(`k${i}`))
  await writeFile(join(folder, 'access', '2026-03-10-00-00-00-A'), `${lines.join('\n')}\n`)
  await writeFile(
    join(folder, 'data.json'),
    JSON.stringify({
      TrailName: 'main',
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const price = (argv: readonly string[]) =>
  runCli(['price', ...argv, '--workspace', workspace()], { now: '2026-03-11T00:00:00Z' })

test('a workspace without a snapshot and without logs is told what to do', async () => {
  const { code, stderr } = await runCli(['price', '--workspace', join(folder, 'nothing')])
  expect(code).toBe(2)
  expect(stderr).toContain('wholetrail ingest')
})

test('a snapshot alone: what is not known is said, never $0, and exits 3', async () => {
  const { code, stdout } = await price([])
  expect(code).toBe(3)
  expect(stdout).toContain('No events were measured')
  expect(stdout).toContain('Not known, and not nothing')
  expect(stdout.split('\n')[0]).not.toContain('$0 ')
})

interface Proposed {
  readonly after: {
    readonly lines: readonly {
      readonly item: string
      readonly volume: {
        readonly source: string
        readonly perMonth: { readonly low: number; readonly likely: number | null }
      }
      readonly resource: string | null
      readonly usd: { readonly low: number; readonly high: number | null }
    }[]
  }
}

test('data events that nothing records yet are priced from access logs and from GuardDuty, once', async () => {
  const file = join(folder, 'data.json')
  const { stdout } = await price([
    '--propose',
    file,
    '--access-logs',
    join(folder, 'access'),
    '--json',
  ])
  const { after } = JSON.parse(stdout) as Proposed
  const lines = after.lines.filter((l) => l.item === 'data-event')
  const bySource = Object.fromEntries(lines.map((l) => [l.volume.source, l]))
  // the trail records other regions as well, of which nobody has counted anything: no upper bound, never $0
  expect(Object.keys(bySource).sort()).toEqual(['access-logs', 'configuration', 'guardduty'])
  expect(bySource.configuration?.usd).toEqual({ low: 0, high: null, likely: null })
  expect(bySource['access-logs']).toMatchObject({ resource: 'arn:aws:s3:::site' })
  // 100 requests of one day are 3,042 a month; GuardDuty counted 3 million in 30 days, those among them
  expect(bySource['access-logs']?.volume.perMonth.low).toBeCloseTo((100 * 730) / 24, 1)
  const likely = lines.reduce((sum, l) => sum + (l.volume.perMonth.likely ?? 0), 0)
  expect(likely).toBeCloseTo((3_000_000 * 730) / 720, 1)
  for (const l of lines) expect(l.usd.high).toBeNull()
})

test('a number that is given goes before what GuardDuty counted', async () => {
  const { stdout } = await price([
    '--volume',
    `data:AWS::S3::Object@${ACCOUNT}/${REGION}=5M/month`,
    '--propose',
    join(folder, 'data.json'),
    '--json',
  ])
  const { after } = JSON.parse(stdout) as Proposed
  const given = after.lines.filter((l) => l.volume.source === 'given')
  expect(given.map((l) => [l.item, l.usd.low])).toContainEqual(['data-event', 5])
})

test('a volume that speaks of all that a proposal adds leaves nothing of it unknown', async () => {
  const all = ['--volume', 'data:AWS::S3::Object=5M/month', '--propose', join(folder, 'data.json')]
  const { after } = JSON.parse((await price([...all, '--json'])).stdout) as Proposed
  const lines = after.lines.filter((l) => l.item === 'data-event')
  expect(lines.filter((l) => l.volume.source === 'configuration')).toEqual([])
  const other = ['--volume', 'data:AWS::DynamoDB::Table=5M/month', ...all.slice(2)]
  const then = JSON.parse((await price([...other, '--json'])).stdout) as Proposed
  expect(
    then.after.lines.filter((l) => l.volume.source === 'configuration' && l.item === 'data-event'),
  ).toHaveLength(1)
})

test('off a terminal what takes long says at once what it does, unless --quiet', async () => {
  const proposed = ['--propose', join(folder, 'data.json')]
  expect((await price(proposed)).stderr).toContain('replaying the events')
  expect((await price(['--optimise'])).stderr).toContain('looking for noise')
  expect((await price([...proposed, '--quiet'])).stderr).toBe('')
  expect((await price([])).stderr).toBe('')
})
