import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLake } from '../../src/gather/ingest/lake/open.ts'
import type { Bill } from '../../src/model/bill.ts'
import type { Interval } from '../../src/model/time.ts'
import { parseInstant } from '../../src/model/time.ts'
import { billOf } from '../../src/reason/price/bill/bill.ts'
import { type Measured, measure } from '../../src/reason/price/bill/measured.ts'
import { readSnapshots } from '../../src/show/cli/workspace.ts'
import { documentSchemas } from '../../src/show/docs.ts'
import { runCli } from '../fixtures/cli.ts'
import { demoOnce } from '../fixtures/demo-once.ts'

let root: string
let workspace: string
/** Proposals and goals of these tests. */
let own: string
let measured: Measured
let bill: Bill

beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'wholetrail-price-'))
  ;({ root, workspace } = await demoOnce())
  const snapshots = (await readSnapshots(workspace)).map((s) => s.snapshot)
  const { query, manifest, close } = await openLake(workspace)
  measured = await measure(query, { snapshots, manifest, ledger: [] })
  await close()
  bill = billOf(measured)
}, 300_000)
afterAll(() => rm(own, { recursive: true, force: true }))

interface Delivered {
  readonly isManagement: boolean
  readonly cell: string
  readonly places: Set<string>
}

/** Every event of the window with the buckets that hold it, read from the files themselves. */
const delivered = async (window: Interval): Promise<readonly Delivered[]> => {
  const found = new Map<string, Delivered>()
  const files = await readdir(join(root, 's3'), { recursive: true })
  for (const file of files.filter((f) => f.includes('/CloudTrail/') && f.endsWith('.json.gz'))) {
    const text = gunzipSync(await readFile(join(root, 's3', file))).toString()
    const { Records } = JSON.parse(text) as { Records: Record<string, string>[] }
    for (const r of Records) {
      const time = parseInstant(r.eventTime ?? '')
      if (time < window.from || time >= window.to) continue
      const key = `${r.eventID} ${r.recipientAccountId}`
      const event = found.get(key) ?? {
        isManagement: r.eventCategory === 'Management',
        cell: `${r.recipientAccountId} ${r.awsRegion}`,
        places: new Set(),
      }
      event.places.add(file.split('AWSLogs/')[0] ?? '')
      found.set(key, event)
    }
  }
  return [...found.values()]
}

/** Events of the window by account and region: those of lines of one item, or of what was read from the files. */
const billed = (item: string): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const line of bill.lines.filter((l) => l.item === item)) {
    const cell = `${line.account} ${line.region}`
    sums[cell] = (sums[cell] ?? 0) + line.volume.perMonth.low / measured.factor
  }
  return Object.fromEntries(
    Object.entries(sums)
      .map(([cell, n]) => [cell, Math.round(n)] as const)
      .filter(([, n]) => n > 0)
      .sort(),
  )
}

const counted = (events: readonly Delivered[], count: (e: Delivered) => number) => {
  const sums: Record<string, number> = {}
  for (const e of events) sums[e.cell] = (sums[e.cell] ?? 0) + count(e)
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, n]) => n > 0)
      .sort(),
  )
}

test('paid copies and data events of the demo are those that its log files hold', async () => {
  const { window } = measured
  if (window === null) throw new Error('the demo has events')
  const events = await delivered(window)
  const management = events.filter((e) => e.isManagement)
  const data = events.filter((e) => !e.isManagement)
  expect(billed('management-copy')).toEqual(counted(management, (e) => e.places.size - 1))
  expect(billed('data-event')).toEqual(counted(data, (e) => e.places.size))
  expect(Object.keys(billed('management-copy')).length).toBeGreaterThan(0)
})

test('every file was read, so that what is paid for management events and data events is exact', () => {
  const lines = bill.lines.filter((l) => ['management-copy', 'data-event'].includes(l.item))
  for (const line of lines) expect(line.usd.high).toBe(line.usd.low)
  expect(bill.total.high).not.toBeNull()
})

test('the paid copies are those of the vendor, the sandbox and the old trail, not of the organisation', () => {
  const paid = bill.lines.filter((line) => line.paidCopy === 'paid')
  const names = new Set(paid.map((line) => line.trail?.split('/').at(-1)))
  expect([...names].sort()).toEqual(['dev-trail', 'legacy-trail', 'siem-vendor-feed'])
  const free = bill.copies.filter((c) => c.isFree && c.recorded.low > 0)
  expect(new Set(free.map((c) => c.trail.split('/').at(-1)))).toEqual(new Set(['org-baseline']))
})

test('every part of the bill has a line, and nothing unknown is nothing', () => {
  const items = new Set(bill.lines.map((line) => line.item))
  for (const item of ['management-first-copy', 'data-event', 's3-standard-storage', 's3-put'])
    expect(items).toContain(item)
  for (const line of bill.lines.filter((l) => l.basis === 'unknown'))
    expect(line.usd.high).toBeNull()
})

const NOW = '2026-10-31T06:00:00Z'

const price = async (argv: readonly string[], columns = 100) =>
  runCli(['price', ...argv, '--workspace', workspace], { now: NOW, columns })

interface Told {
  readonly low: number
  readonly high: number | null
}

test('price --json: the document of the schema, whose lines add up to its total', async () => {
  const { code, stdout } = await price(['--json'])
  expect(code).toBe(0)
  const document = JSON.parse(stdout) as { total: Told; lines: { usd: Told }[] }
  expect(documentSchemas.price.parse(document)).toEqual(document)
  const low = document.lines.reduce((sum, l) => sum + l.usd.low, 0)
  expect(low).toBeCloseTo(document.total.low, 6)
  expect(document.total.low).toBeCloseTo(bill.total.low, 6)
})

test.each([80, 120])(
  'price fits %i columns, and names the vendor first among the copies',
  async (columns) => {
    const { code, stdout } = await price([], columns)
    expect(code).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^Recording costs \$/)
    expect(lines.filter((l) => l.length > columns && !/^ +(wholetrail|arn:)/.test(l))).toEqual([])
    expect(lines.find((l) => l.includes('siem-vendor-feed') && l.includes('paid'))).toBeDefined()
    expect(stdout).not.toContain('NaN')
  },
)

test('price --format csv has every line of the bill', async () => {
  const { stdout } = await price(['--format', 'csv'])
  expect(stdout.trim().split('\n')).toHaveLength(bill.lines.length + 1)
})

const proposal = async (name: string, content: object): Promise<string> => {
  const path = join(own, name)
  await writeFile(path, JSON.stringify(content))
  return path
}

test('price --propose: without the vendor the paid copies of production go, and nothing is lost', async () => {
  const file = await proposal('remove.json', { Remove: ['siem-vendor-feed'] })
  const { code, stdout } = await price(['--propose', file, '--json'])
  expect(code).toBe(0)
  const document = JSON.parse(stdout) as {
    saving: Told
    lost: { events: Told }
    effects: { kind: string }[]
    checks: { check: string; before: string | null; after: string | null }[]
  }
  expect(documentSchemas['price-propose'].parse(document)).toEqual(document)
  expect(document.effects.map((e) => e.kind)).toEqual(['removes'])
  const paid = bill.copies
    .filter((c) => c.trail.endsWith('/siem-vendor-feed'))
    .reduce((sum, c) => sum + c.saving.low, 0)
  expect(document.saving.low).toBeGreaterThan(paid * 0.9)
  expect(document.lost.events).toMatchObject({ low: 0, high: 0 })
  const failing = document.checks.filter((c) => c.after === 'fail').map((c) => c.check)
  expect(failing).not.toContain('account-trails-beside-organization-trail')
  expect(document.checks).toContainEqual(
    expect.objectContaining({ check: 'recorded-twice', before: 'fail', after: null }),
  )
})

test('price --propose: writes alone make the question about roles blind, and a check fails', async () => {
  const file = await proposal('writes.json', {
    TrailName: 'org-baseline',
    EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
  })
  const { stdout } = await price(['--propose', file, '--json'])
  const document = JSON.parse(stdout) as {
    needs: { id: string; change: string }[]
    checks: { check: string; before: string | null; after: string | null }[]
    lost: { events: Told }
  }
  expect(document.lost.events.low).toBeGreaterThan(0)
  const blind = document.needs.filter((n) => n.change === 'becomes-blind').map((n) => n.id)
  expect(blind).toContain('role-assumptions')
  expect(document.checks).toContainEqual(
    expect.objectContaining({ check: 'role-assumption-unrecorded', after: 'fail' }),
  )
})

test('price --propose: what a proposal adds beyond what was counted is at least so many, and why', async () => {
  const file = await proposal('data.json', {
    TrailName: 'org-baseline',
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        ],
      },
    ],
  })
  const { code, stdout } = await price(['--propose', file], 80)
  expect(code).toBe(3)
  expect(stdout).toMatch(/org-baseline +data events +0 +at least [\d,]+/)
  expect(stdout).toContain('Not known, and not nothing')
  expect(stdout).toContain('--volume data=40M/month')
})

test('price --optimise: no bucket that selectors name, or that is sensitive, goes unrecorded', async () => {
  const { stdout } = await price(['--optimise'], 80)
  expect(stdout).toContain('No question or check that has an answer today loses it.')
  expect(stdout).toContain('kestrelvane-payroll')
  expect(stdout).not.toMatch(/NotStartsWith|no longer answerable|that would fail/)
})

test('price --optimise: a goal releases the buckets by name, and the headline says what becomes blind', async () => {
  const goal = await proposal('goal.json', {
    release: {
      buckets: ['kestrelvane-payroll'],
      checks: ['s3-reads-unrecorded', 's3-writes-unrecorded'],
    },
  })
  const { stdout } = await price(['--optimise', '--goal', goal, '--least-saving', '0'], 80)
  const [headline = ''] = stdout.split('  Measured')
  expect(headline.replace(/\n/g, ' ')).toMatch(
    /No longer answerable: .*read objects in s3:\/\/kestrelvane-payroll/,
  )
  expect(stdout).toContain('GetObject, PutObject on bucket kestrelvane-payroll')
  expect(stdout).not.toContain('Arn:aws')
})

test('price --optimise: nothing of the surviving copy goes, and its selectors read back as a proposal', async () => {
  const { code, stdout } = await price(['--optimise', '--json'])
  expect(code).toBe(0)
  const document = JSON.parse(stdout) as {
    saving: Told
    exclusions: { saving: Told; trail: string; kind: string }[]
  }
  expect(documentSchemas['price-optimise'].parse(document)).toEqual(document)
  const sum = document.exclusions.reduce((all, e) => all + e.saving.low, 0)
  expect(sum).toBeCloseTo(document.saving.low, 6)
  expect(document.exclusions.filter((e) => e.kind === 'kms-reads').map((e) => e.trail)).toEqual([
    expect.stringContaining('siem-vendor-feed'),
  ])
  const selectors = join(own, 'selectors.json')
  expect((await price(['--optimise', '--selectors', '-o', selectors])).code).toBe(0)
  const replayed = JSON.parse((await price(['--propose', selectors, '--json'])).stdout) as {
    saving: Told
  }
  expect(replayed.saving.low).toBeCloseTo(document.saving.low, 6)
})

test.each([
  [['--volume', 'reads=3'], 'there is no class reads'],
  [['--by', 'colour'], "argument 'colour' is invalid"],
  [['--goal', 'x.yaml'], '--goal belongs to --optimise'],
  [['--optimise', '--propose', 'x'], 'two questions'],
  [['--optimise', '--format', 'csv'], 'has no format csv'],
  [['--optimise', '--least-saving', 'much'], 'not a sum of US dollars: much'],
  [['--propose', '/nope.json'], 'cannot read /nope.json'],
  [['--access-logs', '/nope'], 'cannot read /nope'],
  [['--from', '2030-01-01'], 'there are no events after --from 2030-01-01'],
  [['--to', '2020-01-01'], 'there are no events before --to 2020-01-01'],
  [['--volume', 'data-read:payroll=2M/day'], 'payroll is neither an ARN'],
  [['--propose', 'x', '--in', 'foo'], 'not an account and region: foo'],
  [['--from', '2026-10-02', '--to', '2026-10-01'], '--from must be before --to'],
])('price %j: exit 2, and what was meant', async (argv, message) => {
  const { code, stderr } = await price(argv)
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})
