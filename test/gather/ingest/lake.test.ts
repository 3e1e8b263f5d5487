import { deepStrictEqual } from 'node:assert'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import { buffersOf } from '../../../src/gather/ingest/columns/buffers.ts'
import { toParquet } from '../../../src/gather/ingest/columns/parquet.ts'
import { ingest } from '../../../src/gather/ingest/ingest.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import { appendRecord, emptyRows } from '../../../src/gather/ingest/work/rows.ts'
import { parseInstant } from '../../../src/model/time.ts'
import { recordText } from '../../fixtures/hostile-records.ts'
import { contentsOf, dump, recordsOf } from './support/dump.ts'
import { aRecord, filesIn, logKey } from './support/files.ts'
import { folder, ingested, silent } from './support/workspace.ts'

const log = (...records: object[]) => gzipSync(JSON.stringify({ Records: records }))

describe('the lake', () => {
  it('counts an event once, and keeps every sighting of it', async () => {
    const root = filesIn(folder(), {
      [logKey('1')]: log(aRecord('a'), aRecord('b')),
      [logKey('2')]: log(aRecord('b'), aRecord('b', { recipientAccountId: '222222222222' })),
      'copy.json': JSON.stringify(aRecord('b')),
    })
    const { report, workspace } = await ingested([root])
    expect(report.events).toEqual({ read: 5, new: 3, duplicate: 2, conflicting: 0 })
    const { sightings, manifest } = await dump(workspace)
    expect(sightings.filter((s) => s.recipient_account_id === '111111111111')).toHaveLength(4)
    expect(manifest).toMatchObject({ events: 3, sightings: 5 })
  })

  it('R20 keeps equal ids with different content, and reports them; spelling is no difference', async () => {
    const [a, b] = [aRecord('a'), aRecord('b')]
    const respelled = JSON.stringify(Object.fromEntries(Object.entries(b).reverse()), null, 1)
    const root = filesIn(folder(), {
      [logKey('1')]: log(a, b),
      [logKey('2', { day: '2026-03-09' })]: log({ ...a, eventTime: '2026-03-09T00:00:00Z' }),
      'x.json': respelled.replace('eventName', '\\u0065ventName'),
      'lake.json': JSON.stringify([{ ...b, eventContext: { tags: {} } }]),
      'corrected.json': JSON.stringify({ ...b, addendum: { reason: 'UPDATED_DATA' } }),
    })
    const { report, workspace } = await ingested([root])
    expect(report.events).toMatchObject({ read: 6, new: 4, duplicate: 2, conflicting: 1 })
    const { manifest } = await dump(workspace)
    const holders = manifest.objects.filter((o) => /_[12]x+\.json/.test(o.uri)).map((o) => o.id)
    expect(manifest.conflicts).toEqual([{ eventId: 'a', objects: holders.sort((x, y) => x - y) }])
    const later = filesIn(folder(), {
      'late.json': JSON.stringify(aRecord('b', { awsRegion: 'x' })),
    })
    const next = await ingested([later], { workspace })
    expect(next.report.events.conflicting).toBe(1)
    expect((await dump(workspace)).manifest.conflicts.map((c) => c.eventId)).toEqual(['a', 'b'])
  })

  it('keeps records without an id or a readable time', async () => {
    const odd = [
      { eventSource: 's', eventName: 'x' },
      { eventSource: 's', eventName: 'x' },
      { eventSource: 's', eventName: 'x', n: 1 },
      aRecord('t', { eventTime: 'yesterday' }),
      aRecord('u', { eventTime: null }),
    ]
    const root = filesIn(folder(), { [logKey('1')]: log(...odd) })
    const { report, workspace } = await ingested([root])
    expect(report.events).toMatchObject({ read: 5, new: 4, duplicate: 1 })
    expect(readdirSync(join(workspace, 'lake/events'))).toEqual(['undated'])
    const lake = await openLake(workspace)
    expect(await lake.query(sql`SELECT DISTINCT account, day FROM events`)).toEqual([
      { account: '111111111111', day: null },
    ])
    await lake.close()
    expect((await ingested([root], { workspace })).report.objects.already).toBe(1)
    const copy = filesIn(folder(), { [logKey('2')]: log(...odd) })
    expect((await ingested([copy], { workspace })).report.events).toMatchObject({ new: 0 })
  })

  it('counts keys that have no column, and gives every record back', async () => {
    const records = [
      aRecord('a', { edgeDeviceDetails: { x: 1 } }),
      aRecord('b', { edgeDeviceDetails: null, __proto__x: 1, errorCode: 5 }),
    ]
    const { report, workspace } = await ingested([
      filesIn(folder(), { [logKey('1')]: log(...records) }),
    ])
    expect(report.unknownKeys).toEqual({ edgeDeviceDetails: 2, __proto__x: 1 })
    const found = await dump(workspace)
    expect(found.manifest.unknownKeys).toEqual(report.unknownKeys)
    const byId = recordsOf(found).sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))
    deepStrictEqual(new Set(byId.map((r) => JSON.stringify(r, Object.keys(r).sort()))).size, 2)
    expect(byId).toEqual(expect.arrayContaining(records))
  })

  it('is what it was when the same sources are ingested again', async () => {
    const root = filesIn(folder(), {
      [logKey('1')]: log(aRecord('a')),
      [logKey('2')]: log(aRecord('b')),
      'bad.json': '{"Records":[',
      README: 'x',
    })
    const { workspace } = await ingested([root])
    const before = await dump(workspace)
    const { report } = await ingested([root], { workspace })
    expect(report.objects).toMatchObject({ already: 3, ingested: 0, rejected: 1 })
    expect(report.events.read).toBe(0)
    const after = await dump(workspace)
    expect({ ...after, manifest: null }).toEqual({ ...before, manifest: null })
  })

  it('reads again what has changed in place, and keeps what was there', async () => {
    const root = filesIn(folder(), { 'x.jsonl': JSON.stringify(aRecord('a')) })
    const { workspace } = await ingested([root])
    filesIn(root, { 'x.jsonl': `${JSON.stringify(aRecord('a'))}\n${JSON.stringify(aRecord('b'))}` })
    const { report } = await ingested([root], { workspace })
    expect(report.events).toMatchObject({ read: 2, new: 1, duplicate: 1 })
  })

  it('does not depend on the order or the division of its inputs', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `e${i}`)
    const records = ids.map((id, i) =>
      aRecord(id, {
        eventTime: `2026-03-0${1 + (i % 3)}T0${i % 10}:00:00Z`,
        recipientAccountId: i % 2 === 0 ? '111111111111' : '222222222222',
      }),
    )
    const whole = await ingested([filesIn(folder(), { [logKey('all')]: log(...records) })])
    const expected = contentsOf(await dump(whole.workspace))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 39 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.nat()),
        async (again, parts, random) => {
          const order = [...records, ...again.map((i) => records[i] as object)]
            .map((record) => ({ record, at: random.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map((x) => x.record)
          const workspace = folder()
          for (let p = 0; p < parts; p++) {
            const slice = order.filter((_, i) => i % parts === p)
            await ingested([filesIn(folder(), { [logKey(`${p}`)]: log(...slice) })], { workspace })
          }
          expect(contentsOf(await dump(workspace))).toEqual(expected)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('makes one file of many small ones of a day, and forgets nothing', async () => {
    const workspace = folder()
    for (let i = 0; i < 9; i++)
      await ingested(
        [filesIn(folder(), { [logKey(`${i}`)]: log(aRecord('same'), aRecord(`e${i}`)) })],
        { workspace },
      )
    const lake = await openLake(workspace)
    const rows = await lake.query(
      sql`SELECT (SELECT count(*) FROM events) e, (SELECT count(*) FROM sightings) s`,
    )
    expect(rows).toEqual([{ e: 10, s: 18 }])
    expect(lake.manifest).toMatchObject({ events: 10, sightings: 18 })
    await lake.close()
    const commits = readdirSync(join(workspace, 'lake/commits')).sort()
    const all = commits.map((n) =>
      JSON.parse(readFileSync(join(workspace, 'lake/commits', n), 'utf8')),
    )
    expect(all.flatMap((c) => c.removed).length).toBeGreaterThanOrEqual(8)
    const again = filesIn(folder(), { 'x.json': JSON.stringify([aRecord('e0'), aRecord('e8')]) })
    expect((await ingested([again], { workspace })).report.events).toMatchObject({
      new: 0,
      duplicate: 2,
    })
  })

  it('folds its commits when they are many', async () => {
    const workspace = folder()
    for (let i = 0; i < 18; i++)
      await ingested([filesIn(folder(), { 'x.json': JSON.stringify(aRecord(`e${i}`)) })], {
        workspace,
      })
    expect(readdirSync(join(workspace, 'lake/commits')).length).toBeLessThan(18)
    const { manifest, objects } = await dump(workspace)
    expect(manifest).toMatchObject({ events: 18, sightings: 18 })
    expect(manifest.runs).toHaveLength(18)
    expect(objects).toHaveLength(18)
  })

  it('lets a second writer wait, and counts nothing twice', async () => {
    const workspace = folder()
    const roots = [1, 2, 3].map((n) =>
      filesIn(folder(), { [logKey(`${n}`)]: log(aRecord('same'), aRecord(`own${n}`)) }),
    )
    await Promise.all(roots.map((root) => ingest({ sources: [root], workspace }, silent())))
    const { manifest } = await dump(workspace)
    expect(manifest).toMatchObject({ events: 4, sightings: 6 })
  })

  it('takes over the lock of a writer that is gone', async () => {
    const { workspace } = await ingested([filesIn(folder(), { [logKey('1')]: log(aRecord('a')) })])
    writeFileSync(
      join(workspace, 'lake/lock'),
      JSON.stringify({ pid: 2 ** 30, host: (await import('node:os')).hostname(), started: '1' }),
    )
    const { report } = await ingested([filesIn(folder(), { [logKey('2')]: log(aRecord('b')) })], {
      workspace,
    })
    expect(report.events.new).toBe(1)
  })

  it('says so when it is missing or damaged, and never shows less than it had', async () => {
    await expect(openLake(folder())).rejects.toMatchObject({ code: 'lake-missing' })
    const root = filesIn(folder(), { [logKey('1')]: log(aRecord('a')) })
    const { workspace } = await ingested([root])
    const commit = join(workspace, 'lake/commits/00000001.json')
    const text = readFileSync(commit, 'utf8')
    rmSync(commit)
    await expect(openLake(workspace)).rejects.toMatchObject({ code: 'lake-damaged' })
    writeFileSync(commit, text.slice(0, 20))
    await expect(openLake(workspace)).rejects.toMatchObject({ code: 'lake-damaged' })
    writeFileSync(commit, text)
    rmSync(join(workspace, 'lake', JSON.parse(text).events[0].path))
    await expect(openLake(workspace)).rejects.toMatchObject({ code: 'lake-damaged' })
  })

  it('is read alike by an independent reader of Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(recordText, { minLength: 1, maxLength: 12 }), async (texts) => {
        const rows = emptyRows()
        for (const text of texts)
          appendRecord(rows, { text, offset: 2 ** 33, length: text.length }, 1, null, new Map())
        const bytes = toParquet(buffersOf(rows.table, [{ from: 0, to: texts.length }]))
        const file = bytes.buffer.slice(
          bytes.byteOffset,
          bytes.byteOffset + bytes.length,
        ) as ArrayBuffer
        const read = await parquetReadObjects({ file, utf8: false })
        expect(read).toHaveLength(texts.length)
        const { rebuild } = await import('../../../src/gather/ingest/record/rebuild.ts')
        read.forEach((row, i) => {
          const plain = Object.fromEntries(
            Object.entries(row).map(([k, v]) => [k, v instanceof Date ? v.getTime() * 1000 : v]),
          )
          const time = (plain.event_time as number | null) ?? null
          if (time === null || Number.isSafeInteger(time))
            expect(row.record_offset).toBe(BigInt(2 ** 33))
          const back = rebuild(plain as Parameters<typeof rebuild>[0])
          const original = JSON.parse(texts[i] as string)
          // hyparquet reads timestamps to the millisecond, as the texts here have them.
          deepStrictEqual(back, original)
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('R16 R27 what a folder is said to hold', () => {
  const at = (text: string) => parseInstant(text)
  const runOf = async (root: string, options: Parameters<typeof ingested>[1] = {}) => {
    const { workspace } = await ingested([root], options)
    const { manifest } = await dump(workspace)
    return manifest
  }

  it('is partial, by bucket and prefix as its folders tell', async () => {
    const root = filesIn(folder('logs-'), {
      [`org-trail-logs/${logKey('1')}`]: log(aRecord('a')),
      [`org-trail-logs/team/a/${logKey('2', { day: '2026-03-04' })}`]: log(aRecord('b')),
    })
    const { runs, objects } = await runOf(root)
    expect(runs[0]?.completeness).toMatchObject([
      { bucket: 'org-trail-logs', prefix: '', account: '*', level: 'partial' },
      {
        bucket: 'org-trail-logs',
        prefix: 'team/a',
        from: at('2026-03-04'),
        to: at('2026-03-04T01:01:00Z'),
      },
    ])
    expect(objects.map((o) => [o.bucket, o.prefix, o.account, o.region])).toEqual([
      ['org-trail-logs', '', '111111111111', 'us-east-1'],
      ['org-trail-logs', 'team/a', '111111111111', 'us-east-1'],
    ])
  })

  it('is asserted where the user says so, for the days of its keys or the window given', async () => {
    const root = filesIn(folder(), { [`my-bucket/${logKey('1')}`]: log(aRecord('a')) })
    const window = { since: at('2026-03-01T00:00:00Z'), until: at('2026-03-01T12:00:00Z') }
    expect((await runOf(root, { complete: true })).runs[0]?.completeness).toMatchObject([
      { level: 'asserted', from: at('2026-03-01'), to: at('2026-03-01T01:01:00Z') },
    ])
    expect((await runOf(root, { complete: true, ...window })).runs[0]?.completeness).toMatchObject([
      { level: 'asserted', from: window.since, to: at('2026-03-01T14:00:01Z') },
    ])
  })

  it('takes the bucket from the user, else from a digest, else from the folders', async () => {
    const digest = gzipSync(
      JSON.stringify({
        digestS3Bucket: 'the-real-bucket',
        digestS3Object: `deep/prefix/${logKey('d', { folder: 'CloudTrail-Digest' })}`,
      }),
    )
    const withDigest = filesIn(folder(), {
      [`renamed/${logKey('1')}`]: log(aRecord('a')),
      [`renamed/${logKey('d', { folder: 'CloudTrail-Digest' })}`]: digest,
    })
    const placeOf = async (root: string, options = {}) => {
      const { objects } = await runOf(root, options)
      return objects.filter((o) => o.kind === 'log').map((o) => [o.bucket, o.prefix])
    }
    expect(await placeOf(withDigest)).toEqual([['the-real-bucket', 'deep/prefix']])
    expect(await placeOf(withDigest, { bucket: 'renamed' })).toEqual([['renamed', '']])
    const plain = filesIn(folder(), { [`logs/${logKey('1')}`]: log(aRecord('a')) })
    expect(await placeOf(plain)).toEqual([[null, null]])
    expect(await placeOf(plain, { bucket: 'b-1' })).toEqual([['b-1', 'logs']])
  })

  it('leaves out what lies outside the window, the accounts and the regions', async () => {
    const files = Object.fromEntries(
      ['2026-03-01', '2026-03-02', '2026-03-05'].flatMap((day) =>
        ['us-east-1', 'eu-west-1'].map((region) => [
          logKey('x', { day, region }),
          log(aRecord(`${day}${region}`)),
        ]),
      ),
    )
    const { objects } = await runOf(filesIn(folder(), files), {
      since: at('2026-03-02T05:00:00Z'),
      until: at('2026-03-02T23:00:00Z'),
      regions: ['eu-west-1'],
    })
    expect(objects).toMatchObject([{ region: 'eu-west-1', named: at('2026-03-02T01:00:00Z') }])
  })
})
