import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import { readObject } from '../../../src/gather/ingest/formats/read-object.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import { claimOfKey } from '../../../src/gather/objects/key.ts'
import { aRecord, filesIn, logKey } from './support/files.ts'
import { folder, ingested } from './support/workspace.ts'

const [a, b] = [aRecord('a'), aRecord('b', { userAgent: 'ünï "q" \n' })]
const records = [a, b]
const text = (value: unknown) => JSON.stringify(value)
const cell = (value: string) => `"${value.replaceAll('"', '""')}"`
const bridge = (detail: object) => ({ 'detail-type': 'AWS API Call via CloudTrail', detail })
const logEvents = records.map((r, i) => ({ id: `${i}`, timestamp: 1, message: text(r) }))
const subscription = { messageType: 'DATA_MESSAGE', logGroup: 'x', logEvents }

const forms: Record<string, { content: string; format: string }> = {
  'as delivered': { content: text({ Records: records }), format: 'records' },
  'as delivered, pretty': {
    content: JSON.stringify({ Records: records }, null, 2),
    format: 'records',
  },
  'with a byte order mark': { content: `\ufeff${text({ Records: records })}`, format: 'records' },
  lines: { content: records.map(text).join('\n'), format: 'json-lines' },
  'lines with CRLF and an empty end': {
    content: `${records.map(text).join('\r\n')}\r\n\r\n`,
    format: 'json-lines',
  },
  'an array': { content: text(records), format: 'array' },
  'an array, pretty': { content: JSON.stringify(records, null, '\t'), format: 'array' },
  'EventBridge lines': {
    content: records.map((r) => text(bridge(r))).join('\n'),
    format: 'json-lines',
  },
  'EventBridge array': { content: text(records.map(bridge)), format: 'array' },
  'CloudWatch subscription': { content: text(subscription), format: 'cloudwatch-logs' },
  'CloudWatch in Lambda': {
    content: text({ awslogs: { data: gzipSync(text(subscription)).toString('base64') } }),
    format: 'cloudwatch-logs',
  },
  'filter-log-events': { content: text({ events: logEvents }), format: 'cloudwatch-logs' },
  'CloudWatch export': {
    content: records.map((r) => `2026-03-01T00:31:00.123Z ${text(r)}\n`).join(''),
    format: 'cloudwatch-export',
  },
  'LookupEvents answer': {
    content: JSON.stringify(
      {
        Events: records.map((r) => ({
          EventId: r.eventID,
          ReadOnly: 'true',
          CloudTrailEvent: text(r),
        })),
      },
      null,
      4,
    ),
    format: 'lookup-events',
  },
  'Lake CSV': {
    content: `eventID,eventJson\n${records.map((r) => `${r.eventID},${cell(text(r))}`).join('\n')}\n`,
    format: 'csv',
  },
  'Lake JSON': {
    content: records.map((r) => text({ eventJson: text(r) })).join('\n'),
    format: 'json-lines',
  },
  'Lake GetQueryResults': {
    content: text({
      QueryResultRows: records.map((r) => [{ eventID: r.eventID }, { eventJson: text(r) }]),
    }),
    format: 'lake-query',
  },
  'log files in lines': {
    content: `${text({ Records: [a] })}\n${text({ Records: [b] })}`,
    format: 'json-lines',
  },
}

describe.each(Object.entries(forms))('%s', (name, { content, format }) => {
  const bytes = Buffer.from(content.replace('\ufeff', ''))

  it('gives both records whole, each with a pointer to its bytes', () => {
    const reading = readObject(bytes, claimOfKey('some/file'))
    if ('outcome' in reading) throw new Error(reading.reason)
    expect(reading.records.map((r) => JSON.parse(r.text))).toEqual(records)
    expect(reading).toMatchObject({ format, kind: 'export', skipped: 0 })
    for (const { offset, length } of reading.records) {
      const there = bytes.subarray(offset, offset + length).toString()
      expect(there.length).toBeGreaterThan(100)
      if (!/Lambda|GetQuery/.test(name)) expect(there).toMatch(/eventID/)
    }
  })

  it('is ingested plain and zipped alike (R17: as an export)', async () => {
    const root = filesIn(folder(), { 'one.txt': content, 'two.gz': gzipSync(content) })
    const { report, workspace } = await ingested([root])
    expect(report.events).toMatchObject({ read: 4, new: 2, duplicate: 2, conflicting: 0 })
    const lake = await openLake(workspace)
    const rows = await lake.query(sql`SELECT event_id, user_agent FROM events ORDER BY 1`)
    expect(rows).toEqual([
      { event_id: 'a', user_agent: null },
      { event_id: 'b', user_agent: 'ünï "q" \n' },
    ])
    expect(lake.manifest.objects.map((o) => o.kind)).toEqual(['export', 'export'])
    await lake.close()
  })
})

describe('one bare record', () => {
  it('is an event', () => {
    expect(readObject(Buffer.from(text(a)), claimOfKey('x.json'))).toMatchObject({
      format: 'record',
      records: [{ text: text(a) }],
    })
  })
})

describe('what is no log', () => {
  const insight = {
    eventVersion: '1.08',
    eventSource: 'x',
    eventID: 'i',
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
  }
  const aside: Record<string, [string, string]> = {
    'README.md': ['# read me', 'other'],
    LICENSE: ['Apache', 'other'],
    'package.json': ['{"name":"x"}', 'other'],
    'empty.json': ['', 'other'],
    'digest.json': [text({ digestS3Object: 'x', logFiles: [] }), 'digest'],
    'config.json': [
      text({ fileVersion: '1.0', configSnapshotId: 'x', configurationItems: [] }),
      'config',
    ],
    'insight.json': [text({ Records: [insight] }), 'insight'],
    'insight-lines.json': [text(insight), 'insight'],
    's3-notification.json': [
      text({ Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'x' }] }),
      'other',
    ],
    [logKey('d', { folder: 'CloudTrail-Digest' })]: ['damaged', 'digest'],
    [logKey('i', { folder: 'CloudTrail-Insight' })]: ['damaged', 'insight'],
    [logKey('g', { folder: 'CloudTrail-Aggregated' })]: ['damaged', 'aggregated'],
    [logKey('e', { folder: 'elasticloadbalancing' })]: ['https 2026 x', 'elb'],
    [logKey('c', { folder: 'Config' })]: ['damaged', 'config'],
    [logKey('v', { folder: 'vpcflowlogs' })]: ['version account-id', 'other'],
    [logKey('w', { folder: 'GuardDuty' })]: [text(a), 'other'],
  }

  it.each(Object.entries(aside))('%s is set aside or routed', async (path, [content, kind]) => {
    const { report, workspace } = await ingested([filesIn(folder(), { [path]: content })])
    expect(report.objects).toMatchObject({ seen: 1, setAside: 1, rejected: 0, ingested: 0 })
    expect(report.events.read).toBe(0)
    const lake = await openLake(workspace)
    expect(lake.manifest.objects).toMatchObject([
      { kind, outcome: kind === 'digest' ? 'routed' : 'set-aside', claimsLog: false },
    ])
    await lake.close()
  })

  it('network activity is ingested as events of its own kind', async () => {
    const event = aRecord('n', { eventCategory: 'NetworkActivity', eventType: 'AwsVpceEvents' })
    const path = logKey('n', { folder: 'CloudTrail-NetworkActivity' })
    const root = filesIn(folder(), { [path]: gzipSync(text({ Records: [event] })) })
    const { workspace } = await ingested([root])
    const lake = await openLake(workspace)
    expect(lake.manifest.objects).toMatchObject([{ kind: 'network-activity', records: 1 }])
    expect(await lake.query(sql`SELECT category FROM events`)).toEqual([
      { category: 'NetworkActivity' },
    ])
    await lake.close()
  })

  it('insight records among events are left out, and the object says so', async () => {
    const root = filesIn(folder(), { 'x.json': text({ Records: [a, insight, b] }) })
    const { report, workspace } = await ingested([root])
    expect(report.events.new).toBe(2)
    const lake = await openLake(workspace)
    expect(lake.manifest.objects[0]?.reason).toBe('1 records that are no events left out')
    await lake.close()
  })
})

describe('a file that cannot be taken', () => {
  const good = gzipSync(text({ Records: records }))
  const flipped = Buffer.from(good)
  flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] ?? 0) ^ 0xff
  const cut = text({ Records: records }).slice(0, -20)
  const bad: Record<string, [string | Uint8Array, RegExp]> = {
    'truncated gzip': [good.subarray(0, good.length - 12), /truncated gzip/],
    'corrupt gzip': [flipped, /corrupt gzip|truncated/],
    'a gzip bomb': [gzipSync(Buffer.alloc(60_000_000, 32)), /larger than 50 MB/],
    'not UTF-8': [
      gzipSync(
        Buffer.concat([Buffer.from('{"Records":[{"a":"'), Buffer.of(0xff), Buffer.from('"}]}')]),
      ),
      /not UTF-8/,
    ],
    'cut off': [gzipSync(cut), /cut off or damaged/],
    'half garbage': [gzipSync(`{"Records":[${text(a)},%%%%]}`), /cut off or damaged/],
    'a record that is none': [gzipSync(`{"Records":[${text(a)},5]}`), /no record at byte/],
    'Records twice, the last time empty': [
      gzipSync(`{"Records":[${text(a)}],"Records":[]}`),
      /written twice/,
    ],
    'a record with two names': [
      gzipSync(`{"Records":[${text(a).replace('{', '{"eventName":"GetObject",')}]}`),
      /written twice/,
    ],
    'other JSON': [gzipSync('{"a":1}'), /no records of CloudTrail/],
    text: [gzipSync('hello'), /cut off or damaged/],
    empty: ['', /empty/],
  }

  it.each(Object.entries(bad))(
    'R19 %s: rejected whole, with its reason, and the run goes on',
    async (_, [content, reason]) => {
      const root = filesIn(folder(), {
        [logKey('bad')]: content,
        [logKey('good', { region: 'eu-west-1' })]: gzipSync(text({ Records: [aRecord('ok')] })),
      })
      const { report, workspace } = await ingested([root])
      expect(report.objects).toMatchObject({ seen: 2, ingested: 1, rejected: 1 })
      expect(report.rejected[0]?.reason).toMatch(reason)
      expect(report.events.new).toBe(1)
      const lake = await openLake(workspace)
      const hole = lake.manifest.objects.find((o) => o.outcome === 'rejected')
      expect(hole).toMatchObject({
        claimsLog: true,
        account: '111111111111',
        region: 'us-east-1',
        records: 0,
      })
      expect(
        (await lake.query(sql`SELECT event_id FROM sightings`)).map((r) => r.event_id),
      ).toEqual(['ok'])
      await lake.close()
    },
  )

  it('R19 counts as a hole by its first bytes where its name says nothing', async () => {
    const root = filesIn(folder(), {
      'x.json': cut,
      'y.gz': good.subarray(0, good.length - 12),
      'z.json': '{"a":',
    })
    const { report, workspace } = await ingested([root])
    expect(report.objects.rejected).toBe(3)
    const lake = await openLake(workspace)
    const claims = Object.fromEntries(
      lake.manifest.objects.map((o) => [basename(o.uri), o.claimsLog]),
    )
    expect(claims).toEqual({ 'x.json': true, 'z.json': false, 'y.gz': true })
    await lake.close()
  })

  it('R19 only the first gzip member of a CloudTrail object counts, and what follows is counted', async () => {
    const more = gzipSync(text({ Records: [aRecord('forged')] }))
    const root = filesIn(folder(), { [logKey('t')]: Buffer.concat([good, more]) })
    const { report, workspace } = await ingested([root])
    expect(report.events.new).toBe(2)
    const lake = await openLake(workspace)
    expect(lake.manifest.objects).toMatchObject([{ outcome: 'ingested', trailing: more.length }])
    await lake.close()
  })

  it('R19 elsewhere all members are read', async () => {
    const lines = Buffer.concat(records.map((r) => gzipSync(`${text(r)}\n`)))
    const { report } = await ingested([filesIn(folder(), { 'x.gz': lines })])
    expect(report.events.new).toBe(2)
  })

  it('a larger limit can be set, and a file that was rejected is then taken', async () => {
    const root = filesIn(folder(), { [logKey('big')]: good })
    const { report, workspace } = await ingested([root], { maxObjectBytes: 100 })
    expect(report.objects.rejected).toBe(1)
    const again = await ingested([root], { workspace })
    expect(again.report.objects).toMatchObject({ ingested: 1, rejected: 0 })
    const lake = await openLake(workspace)
    expect(lake.manifest.objects).toMatchObject([{ outcome: 'ingested' }])
    expect(await lake.query(sql`SELECT outcome FROM objects`)).toEqual([{ outcome: 'ingested' }])
    await lake.close()
  })

  it('what is stored in more than twice the limit is rejected unread, and its hole is named', async () => {
    const root = filesIn(folder(), { [logKey('big')]: new Uint8Array(2001), 'x.txt': 'x' })
    const { report } = await ingested([root], { maxObjectBytes: 1000 })
    expect(report.rejected.find((r) => r.uri.endsWith('.gz'))?.reason).toMatch(/not read/)
    const read = await ingested([root], { maxObjectBytes: 1001 })
    expect(read.report.rejected.find((r) => r.uri.endsWith('.gz'))?.reason).not.toMatch(/not read/)
  })

  it('a file that two sources list is read once, and neither source is empty', async () => {
    const root = filesIn(folder(), { [logKey('a')]: good })
    const { report } = await ingested([root, join(root, 'AWSLogs')])
    expect(report.objects).toMatchObject({ seen: 1, ingested: 1 })
    expect(report.empty).toEqual([])
  })

  it('a source is not empty when its log files were ingested before', async () => {
    const root = filesIn(folder(), { [logKey('a')]: good })
    const { workspace } = await ingested([root])
    const { report } = await ingested([root], { workspace })
    expect(report).toMatchObject({ objects: { already: 1 }, empty: [] })
  })

  it('a source that is not there is an error, not an empty lake', async () => {
    await expect(ingested([join(folder(), 'nowhere')])).rejects.toMatchObject({
      code: 'source-unreadable',
    })
  })
})
