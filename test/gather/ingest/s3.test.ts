import { gzipSync } from 'node:zlib'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import { parseInstant } from '../../../src/model/time.ts'
import { hasMoto, startMoto } from '../../fakes/aws/moto.ts'
import { ingested } from './support/workspace.ts'

const record = (eventID: string, eventTime: string) => ({
  eventID,
  eventTime,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  recipientAccountId: '111111111111',
})

const keyFor = (account: string, region: string, day: string, id: string) =>
  `trail/AWSLogs/o-abcdef1234/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${day.replaceAll('/', '')}T0100Z_${id.padEnd(16, 'x')}.json.gz`

describe.skipIf(!hasMoto)('s3:// against moto_server (skipped where it is absent)', () => {
  let moto: Awaited<ReturnType<typeof startMoto>> | undefined
  let endpointUrl = ''
  const source = 's3://org-logs/trail'

  beforeAll(async () => {
    moto = await startMoto()
    endpointUrl = moto.endpoint
    process.env.AWS_ACCESS_KEY_ID = 'test'
    process.env.AWS_SECRET_ACCESS_KEY = 'test'
    process.env.AWS_REGION = 'us-east-1'
    const client = new S3Client({
      endpoint: endpointUrl,
      forcePathStyle: true,
      region: 'us-east-1',
    })
    await client.send(new CreateBucketCommand({ Bucket: 'org-logs' }))
    const put = (Key: string, Body: Uint8Array, StorageClass?: 'GLACIER') =>
      client.send(
        new PutObjectCommand({
          Bucket: 'org-logs',
          Key,
          Body,
          ...(StorageClass === undefined ? {} : { StorageClass }),
        }),
      )
    const log = (...records: object[]) => gzipSync(JSON.stringify({ Records: records }))
    const a = keyFor('111111111111', 'us-east-1', '2026/03/01', 'a')
    await put(a, log(record('1', '2026-03-01T00:59:00Z')))
    await put(
      keyFor('111111111111', 'us-east-1', '2026/03/02', 'b'),
      log(record('2', '2026-03-02T00:59:00Z'), record('1', '2026-03-01T00:59:00Z')),
    )
    await put(
      keyFor('222222222222', 'eu-west-1', '2026/03/02', 'c'),
      log(record('3', '2026-03-02T00:58:00Z')),
    )
    await put(keyFor('222222222222', 'eu-west-1', '2026/03/03', 'd'), log(), 'GLACIER')
    await put(
      a
        .replace('/CloudTrail/', '/CloudTrail-Digest/')
        .replace('_CloudTrail_', '_CloudTrail-Digest_'),
      gzipSync('{}'),
    )
    await put('other/huge.bin', new Uint8Array(10))
  }, 60_000)
  afterAll(() => moto?.stop())

  it('reads a whole layout, names the archived object, and proves its listing (R16)', async () => {
    const { workspace, report } = await ingested([source], { endpointUrl })
    expect(report.objects).toEqual({ seen: 5, ingested: 3, already: 0, setAside: 1, rejected: 1 })
    expect(report.events).toMatchObject({ read: 4, new: 3, duplicate: 1 })
    expect(report.rejected[0]?.reason).toBe('archived: restore it first')
    const lake = await openLake(workspace)
    const [run] = lake.manifest.runs
    expect(run?.completeness).toMatchObject([
      { bucket: 'org-logs', prefix: 'trail', account: '*', region: '*', level: 'listed', from: 0 },
    ])
    const hole = lake.manifest.objects.find((o) => o.outcome === 'rejected')
    expect(hole).toMatchObject({ account: '222222222222', region: 'eu-west-1', claimsLog: true })
    expect(hole).toMatchObject({
      bucket: 'org-logs',
      prefix: 'trail',
      organization: 'o-abcdef1234',
    })
    const rows = await lake.query(sql`SELECT event_id FROM events ORDER BY 1`)
    expect(rows.map((r) => r.event_id)).toEqual(['1', '2', '3'])
    await lake.close()
    const again = await ingested([source], { endpointUrl, workspace })
    expect(again.report.objects).toMatchObject({ already: 4, ingested: 0, rejected: 1 })
  })

  it('lists only the days, accounts and regions wanted', async () => {
    const { report, workspace } = await ingested([source], {
      endpointUrl,
      since: parseInstant('2026-03-02T06:00:00Z'),
      until: parseInstant('2026-03-02T12:00:00Z'),
      accounts: ['111111111111'],
    })
    expect(report.objects).toMatchObject({ seen: 2 - 1, ingested: 1 })
    const lake = await openLake(workspace)
    expect(lake.manifest.runs[0]?.completeness).toMatchObject([
      {
        account: '111111111111',
        region: '*',
        from: parseInstant('2026-03-02'),
        to: parseInstant('2026-03-03'),
      },
    ])
    await lake.close()
  })

  it('says what is wrong with a bucket that cannot be listed', async () => {
    await expect(ingested(['s3://no-such-bucket'], { endpointUrl })).rejects.toMatchObject({
      code: 'aws',
    })
  })
})
