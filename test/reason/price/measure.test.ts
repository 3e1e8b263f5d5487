import { afterEach, expect, test } from 'vitest'
import type { DigestSlot } from '../../../src/model/coverage.ts'
import type { Completeness, Manifest, SourceObject } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot/trail.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { DAY, parseInstant } from '../../../src/model/time.ts'
import { ACCOUNT, AT, known, REGION } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { lakeWindow, measure } from '../../../src/reason/price/bill/measured.ts'
import { cellKey } from '../../../src/reason/price/copies/recorder.ts'
import { aLog, type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { arnOf, HERE, trail } from './given.ts'

const objectOf = (id: number, bucket: string | null, over: Partial<SourceObject> = {}) => ({
  ...aLog,
  id,
  uri: `test:${id}`,
  sha256: `sha-${id}`,
  bucket,
  prefix: '',
  account: ACCOUNT,
  region: REGION,
  bytes: 1000,
  records: 1,
  ...over,
})

const record = (eventID: string, over: object = {}) => ({
  eventVersion: '1.11',
  eventID,
  eventTime: '2026-03-01T12:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  awsRegion: REGION,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  readOnly: false,
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/session-${eventID}`,
  },
  ...over,
})

const read = (eventID: string, key: string, over: object = {}) =>
  record(eventID, {
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    eventCategory: 'Data',
    readOnly: true,
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::data/${key}` },
      { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::data', accountId: ACCOUNT },
    ],
    ...over,
  })

interface Given {
  readonly records: readonly (readonly [record: object, ...objects: number[]])[]
  readonly objects: readonly SourceObject[]
  readonly trails: readonly SnapshotTrail[]
  readonly ledger?: readonly DigestSlot[]
  readonly claims?: readonly Completeness[]
  readonly snapshot?: Partial<Snapshot>
}

let lake: MemoryLake | undefined
afterEach(async () => {
  await lake?.close()
  lake = undefined
})

const measuredOf = async (given: Given) => {
  const { records, objects, trails, ledger = [], claims = [] } = given
  lake = await memoryLake(
    records.map(([r]) => r),
    {
      objects,
      objectOf: (i) => records[i]?.[1] ?? 1,
      alsoIn: (i) => records[i]?.slice(2) as number[],
    },
  )
  const manifest: Manifest = {
    runs: [{ source: 'test', startedAt: AT, finishedAt: AT, completeness: claims }],
    objects,
    conflicts: [],
    unknownKeys: {},
    events: records.length,
    sightings: 0,
  }
  const snapshots = [{ ...emptySnapshot(AT), trails: [...trails], ...given.snapshot }]
  return measure(lake.query, { snapshots, manifest, ledger })
}

const tuplesOf = async (given: Given) => [...(await measuredOf(given)).tuples.values()].flat()

test('the copies of an event are the places that its files lie in, and a file read twice is one', async () => {
  const measured = await measuredOf({
    trails: [trail('a'), trail('b')],
    objects: [objectOf(1, 'a-logs'), objectOf(2, 'b-logs'), objectOf(3, null, { sha256: 'sha-1' })],
    records: [
      [record('once'), 1],
      [record('twice'), 1, 2],
      [record('once, and in a download of the same file'), 1, 3],
      [record('in the download first'), 3, 1],
      [record('the second alone'), 2],
    ],
  })
  const found = [...measured.tuples.values()].flat().map(({ seen, again, count }) => ({
    seen,
    again,
    count,
  }))
  expect(found).toEqual([
    { seen: 1, again: 0, count: 3 },
    { seen: 2, again: 0, count: 1 },
    { seen: 3, again: 0, count: 1 },
  ])
  const recorders = measured.recorders.get(cellKey(HERE)) ?? []
  expect(recorders.map((r) => [r.id, r.bits])).toEqual([
    [arnOf('a'), 1],
    [arnOf('b'), 2],
  ])
  expect(billOf(measured).copies.map((c) => [c.trail, c.isFree])).toEqual([
    [arnOf('a'), true],
    [arnOf('b'), false],
  ])
})

test('objects of one bucket and sessions of one role are one tuple', async () => {
  const tuples = await tuplesOf({
    trails: [trail('a')],
    objects: [objectOf(1, 'a-logs')],
    records: [
      [read('1', 'x/1'), 1],
      [read('2', 'y/2'), 1],
      [read('3', 'y/3', { errorCode: 'AccessDenied' }), 1],
    ],
  })
  expect(tuples).toHaveLength(1)
  expect(tuples[0]).toMatchObject({
    class: 'data',
    type: 'AWS::S3::Object',
    resource: 'arn:aws:s3:::data',
    principal: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy`,
    count: 3,
  })
})

test('a selector that names a prefix, a suffix or a session tells them apart', async () => {
  const selectors = {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::data/x/'], NotEndsWith: ['.tmp'] },
        ],
      },
    ],
  }
  const tuples = await tuplesOf({
    trails: [trail('a', { selectors: known(selectors) })],
    objects: [objectOf(1, 'a-logs')],
    records: [
      [read('1', 'x/1'), 1],
      [read('2', 'x/2'), 1],
      [read('3', 'x/3.tmp'), 1],
      [read('4', 'y/4'), 1],
      [read('5', 'X/5'), 1],
    ],
  })
  expect(tuples.map((t) => [t.event.resources?.[0]?.arn, t.count])).toEqual([
    ['*', 1],
    ['arn:aws:s3:::data/X/*', 1],
    ['arn:aws:s3:::data/x/*', 2],
    ['arn:aws:s3:::data/x/*.tmp', 1],
  ])
})

test('who calls without an ARN: anybody, a service, an account', async () => {
  const tuples = await tuplesOf({
    trails: [trail('a')],
    objects: [objectOf(1, 'a-logs')],
    records: [
      [
        read('1', 'x', {
          userIdentity: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
        }),
        1,
      ],
      [record('2', { userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' } }), 1],
      [record('3', { userIdentity: { type: 'AWSAccount', accountId: '222222222222' } }), 1],
    ],
  })
  expect(tuples.map((t) => t.principal).sort()).toEqual([
    'account 222222222222',
    'anonymous',
    'config.amazonaws.com',
  ])
})

const shared = { config: { s3Bucket: 'shared-logs' } }
const twoInOnePlace: Given = {
  trails: [trail('a', shared), trail('b', shared)],
  objects: [objectOf(1, 'shared-logs'), objectOf(2, 'shared-logs')],
  records: [
    [record('1'), 1, 2],
    [record('2'), 1, 2],
  ],
}

test('R18 two files of one place are of nobody in particular', async () => {
  const measured = await measuredOf(twoInOnePlace)
  expect((measured.recorders.get(cellKey(HERE)) ?? []).map((r) => [r.id, r.isApart])).toEqual([
    ['s3://shared-logs', false],
  ])
  expect([...measured.tuples.values()].flat()).toMatchObject([{ seen: 1, again: 1, count: 2 }])
})

test('R18 digests say whose files they are: then the second copy is paid for sure', async () => {
  const slot = (name: string, file: number): DigestSlot => ({
    trail: arnOf(name),
    account: ACCOUNT,
    region: REGION,
    from: AT - DAY,
    to: AT,
    state: 'verified',
    files: [`sha-${file}`],
  })
  const measured = await measuredOf({ ...twoInOnePlace, ledger: [slot('a', 1), slot('b', 2)] })
  const paid = billOf(measured).lines.filter(
    (l) => l.item === 'management-copy' && l.volume.source === 'lake',
  )
  expect(paid).toMatchObject([{ paidCopy: 'paid', trail: arnOf('b') }])
  expect(paid[0]?.volume.perMonth.low).toBeGreaterThan(0)
})

test('an organisation folder tells the trail of the organisation from that of the account', async () => {
  const org = trail('org', {
    account: '999999999999',
    places: [{ account: ACCOUNT, region: REGION }],
    config: { s3Bucket: 'shared-logs', isOrganization: true },
  })
  const measured = await measuredOf({
    trails: [trail('own', shared), org],
    objects: [
      objectOf(1, 'shared-logs'),
      objectOf(2, 'shared-logs', { organization: 'o-aaaaaaaaaa' }),
    ],
    records: [[record('1'), 1, 2]],
  })
  expect((measured.recorders.get(cellKey(HERE)) ?? []).map((r) => r.trail?.arn.name)).toEqual([
    'own',
    'org',
  ])
  expect(billOf(measured).copies.map((c) => [c.trail, c.isFree])).toEqual([
    [org.arn, true],
    [arnOf('own'), false],
  ])
})

test('events that came without log files are counted as the trails are configured', async () => {
  const measured = await measuredOf({
    trails: [trail('a'), trail('b')],
    objects: [objectOf(1, null, { kind: 'export', account: null, region: null })],
    records: [[record('1'), 1]],
  })
  const copies = billOf(measured).copies
  expect(copies.map((c) => [c.trail, c.from])).toEqual([
    [arnOf('a'), 'configuration'],
    [arnOf('b'), 'configuration'],
  ])
})

test('R27 the window is the last 30 settled days that have events', async () => {
  const at = (day: string) => record(day, { eventTime: `${day}T00:00:00Z` })
  lake = await memoryLake([at('2025-06-01'), at('2026-02-20'), at('2026-03-01')])
  const to = parseInstant('2026-02-28T22:00:01Z')
  expect(await lakeWindow(lake.query)).toEqual({ from: to - 30 * DAY, to })
})

test('a lake without events has no window, and no price but that of what is told', async () => {
  lake = await memoryLake([])
  const snapshots = [emptySnapshot(AT)]
  const manifest: Manifest = {
    runs: [],
    objects: [],
    conflicts: [],
    unknownKeys: {},
    events: 0,
    sightings: 0,
  }
  const measured = await measure(lake.query, { snapshots, manifest, ledger: [] })
  expect(measured.window).toBeNull()
  expect(billOf(measured).notes[0]).toContain('what is charged by event is not known')
})

const claim = (bucket: string, over: Partial<Completeness> = {}): Completeness => ({
  bucket,
  prefix: '',
  account: '*',
  region: '*',
  from: 0,
  to: AT,
  at: AT,
  level: 'listed',
  ...over,
})

const twoTrails = {
  trails: [trail('a'), trail('b')],
  objects: [objectOf(1, 'a-logs'), objectOf(2, 'b-logs')],
  records: [[record('1'), 1, 2]],
} as const

const regionsOf = (...names: readonly string[]) => ({
  regions: [
    {
      account: ACCOUNT,
      readAt: AT,
      regions: known(names.map((name) => ({ name, enabled: true }))),
    },
  ],
})

const billed = async (given: Given) => {
  const found = billOf(await measuredOf(given))
  const unbounded = found.lines.filter((l) => l.usd.high === null && !l.item.startsWith('s3-'))
  return { found, items: new Set(unbounded.map((l) => l.item)) }
}

test('R16 a region that was never ingested may hold paid copies, and the note names it and the command', async () => {
  const here = [claim('a-logs', { region: REGION }), claim('b-logs', { region: REGION })]
  const given = { ...twoTrails, snapshot: regionsOf(REGION, 'us-east-1') }
  const { found, items } = await billed({ ...given, claims: here })
  expect(items).toEqual(new Set(['management-copy']))
  const note = found.notes.find((text) => text.includes('s3://b-logs'))
  expect(note).toContain(`account ${ACCOUNT} (us-east-1)`)
  expect(note).toContain('wholetrail ingest s3://b-logs --since ')
  const all = await billed({ ...given, claims: [claim('a-logs'), claim('b-logs')] })
  expect(all.items).toEqual(new Set())
  expect(all.found.notes.join()).not.toContain('wholetrail ingest')
})

test('regions that were not listed may be any: only a reading of all regions bounds the bill', async () => {
  const here = [claim('a-logs', { region: REGION }), claim('b-logs', { region: REGION })]
  const { found, items } = await billed({ ...twoTrails, claims: here })
  expect(items).toEqual(new Set(['management-copy']))
  expect(found.notes.join()).toContain('regions that were not listed')
  const all = await billed({ ...twoTrails, claims: [claim('a-logs'), claim('b-logs')] })
  expect(all.items).toEqual(new Set())
})

test('a bucket that was not read is bounded by what a trail records that was read whole', async () => {
  const { found, items } = await billed({ ...twoTrails, claims: [claim('a-logs')] })
  expect(items).toEqual(new Set())
  const paid = found.lines.filter((l) => l.item === 'management-copy')
  expect(paid.filter((l) => l.usd.high === null)).toEqual([])
})

test('a trail that moved was not read whole where only its old bucket was', async () => {
  const old = trail('a', { config: { s3Bucket: 'old-logs' } })
  const given = {
    trails: [{ ...old, readAt: old.readAt - 1 }, trail('a'), trail('b')],
    objects: [objectOf(1, 'old-logs'), objectOf(2, 'b-logs')],
    records: twoTrails.records,
  }
  const part = await billed({ ...given, claims: [claim('old-logs')] })
  expect(part.items).toEqual(new Set(['management-copy']))
})

test('Insights and log groups are charged for the events of files that were not read as well', async () => {
  const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g:*`
  const insightSelectors = known([{ type: 'ApiCallRateInsight' as const }])
  const one = trail('a', { config: { cloudWatchLogGroupArn: group }, over: { insightSelectors } })
  const given: Given = {
    trails: [one],
    objects: [objectOf(1, 'a-logs')],
    records: [[record('1'), 1]],
  }
  const { found } = await billed(given)
  const unbounded = found.lines.filter((l) => l.usd.high === null).map((l) => l.item)
  for (const item of ['insights-management', 'cloudwatch-logs-ingestion', 's3-put'])
    expect(unbounded).toContain(item)
  expect(unbounded).not.toContain('management-copy')
})
