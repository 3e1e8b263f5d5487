import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import { ingest } from '../../../src/gather/ingest/ingest.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import type { IngestOptions } from '../../../src/model/ingest.ts'
import { HOUR } from '../../../src/model/time.ts'
import { ACCOUNTS, smallOrganization } from '../../fakes/aws/small-organization.ts'
import { denied, type HistoryEvent, throttled } from '../../fakes/aws/state.ts'
import { type Stub, startStub } from '../../fakes/aws/stub.ts'
import { folder, silent } from './support/workspace.ts'

const KEY = 'AKIAIOSFODNN7EXAMPLE'
const { management, workload } = ACCOUNTS
const NOW = Math.floor(Date.now() / 1000)

const event = (n: number, secondsAgo: number, more: object = {}): HistoryEvent => ({
  eventVersion: '1.09',
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  eventTime: new Date((NOW - secondsAgo) * 1000).toISOString().replace('.000Z', 'Z'),
  eventName: n % 3 === 0 ? 'ConsoleLogin' : 'RunInstances',
  eventSource: 'ec2.amazonaws.com',
  eventCategory: 'Management',
  eventType: 'AwsApiCall',
  readOnly: false,
  awsRegion: 'us-east-1',
  recipientAccountId: management,
  userIdentity: { type: 'IAMUser', accessKeyId: n % 5 === 0 ? KEY : 'AKIAOTHEREXAMPLE0000' },
  ...more,
})

let stub: Stub
beforeAll(async () => {
  stub = await startStub(management, smallOrganization)
  process.env.AWS_ACCESS_KEY_ID = 'AKIATEST'
  process.env.AWS_SECRET_ACCESS_KEY = 'test'
  process.env.AWS_REGION = 'us-east-1'
})
afterAll(() => stub.stop())
beforeEach(() => {
  stub.state.history.clear()
  stub.state.faults.length = 0
  stub.state.calls.length = 0
  stub.state.lookupsPerSecond = 1000
})

/** A clock that does not wait, so that only the order of calls is real. */
const fetched = async (options: Partial<IngestOptions> = {}, workspace = folder()) => {
  const report = await ingest(
    { endpointUrl: stub.endpoint, sources: ['event-history'], ...options, workspace },
    silent(),
  )
  return { workspace, report }
}

const idsIn = async (workspace: string) => {
  const lake = await openLake(workspace)
  const rows = await lake.query(sql`SELECT event_id FROM events ORDER BY 1`)
  const { manifest } = lake
  await lake.close()
  return { ids: rows.map((r) => String(r.event_id).slice(-3)), manifest }
}

describe('ingest event-history', () => {
  it('fetches every enabled region whole and claims exactly that', async () => {
    stub.state.history.set(`${management} us-east-1`, [event(1, 9_000), event(2, 50_000)])
    stub.state.history.set(`${management} eu-west-1`, [
      event(3, 20_000, { awsRegion: 'eu-west-1' }),
    ])
    const { workspace, report } = await fetched()
    expect(report.events).toMatchObject({ read: 3, new: 3 })
    const { ids, manifest } = await idsIn(workspace)
    expect(ids).toEqual(['001', '002', '003'])
    const [run] = manifest.runs
    expect(run?.completeness).toEqual([])
    expect(run?.history?.map((h) => [h.account, h.region, h.only])).toEqual([
      [management, 'eu-west-1', undefined],
      [management, 'us-east-1', undefined],
    ])
    for (const h of run?.history ?? []) expect((h.to - h.from) / (24 * HOUR)).toBeCloseTo(90, 2)
  })

  it('never asks more than two look-ups a second in one account and region', async () => {
    stub.state.lookupsPerSecond = 2
    const many = Array.from({ length: 220 }, (_, i) => event(i, 10_000 + i))
    stub.state.history.set(`${management} us-east-1`, many)
    const from = Date.now()
    const { report } = await fetched({ regions: ['us-east-1'] })
    expect(report.events.new).toBe(220)
    expect(stub.state.calls.filter((c) => c.endsWith('LookupEvents'))).toHaveLength(5)
    expect(Date.now() - from).toBeGreaterThan(1900)
  })

  it('--access-key fetches exactly that scope, and claims no more (R17)', async () => {
    stub.state.history.set(`${management} us-east-1`, [
      event(5, 9_000),
      event(6, 9_100),
      event(10, 9_200),
    ])
    const { workspace } = await fetched({ accessKeys: [KEY], regions: ['us-east-1'] })
    const { ids, manifest } = await idsIn(workspace)
    expect(ids).toEqual(['005', '010'])
    expect(manifest.runs[0]?.history?.map((h) => h.only)).toEqual([
      { field: 'accessKeyId', value: KEY },
    ])
  })

  it('refuses two attributes at once: LookupEvents knows one', async () => {
    await expect(
      fetched({ accessKeys: [KEY], eventNames: ['ConsoleLogin'] }),
    ).rejects.toMatchObject({ code: 'usage' })
  })

  it('a rerun asks only for what is new or was not settled, and counts nothing twice', async () => {
    stub.state.history.set(`${management} us-east-1`, [event(1, 90_000), event(2, 100_000)])
    const first = await fetched({ regions: ['us-east-1'] })
    stub.state.history.set(`${management} us-east-1`, [
      event(1, 90_000),
      event(2, 100_000),
      event(4, 60), // arrives late, below the settling of the first run
    ])
    const { report, workspace } = await fetched({ regions: ['us-east-1'] }, first.workspace)
    expect(report.events).toMatchObject({ read: 1, new: 1, duplicate: 0 })
    expect((await idsIn(workspace)).ids).toEqual(['001', '002', '004'])
  })

  it('a file that is gone or altered does not count: its time is fetched again', async () => {
    stub.state.history.set(`${management} us-east-1`, [event(1, 90_000)])
    const { workspace } = await fetched({ regions: ['us-east-1'] })
    const at = join(workspace, 'history', management, 'us-east-1', 'all')
    for (const name of readdirSync(at)) if (name !== 'fetched.json') rmSync(join(at, name))
    stub.state.calls.length = 0
    const { report } = await fetched({ regions: ['us-east-1'] }, workspace)
    expect(stub.state.calls.some((c) => c.endsWith('LookupEvents'))).toBe(true)
    expect(report.events).toMatchObject({ read: 1, new: 0, duplicate: 1 })
  })

  it('goes on where Ctrl-C stopped it, in the middle of a region', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => event(i, 10_000 + i))
    stub.state.history.set(`${management} us-east-1`, many)
    stub.state.lookupsPerSecond = 1e6
    const workspace = folder()
    const abort = new AbortController()
    let pages = 0
    const options = {
      endpointUrl: stub.endpoint,
      sources: ['event-history'],
      regions: ['us-east-1'],
      workspace,
      settling: 0,
    }
    const fast = { ...silent(abort.signal), now: fastNow() }
    await expect(
      ingest(options, fast, (p) => {
        pages += p.fetching === undefined ? 0 : 1
        if (pages === 55) abort.abort()
      }),
    ).rejects.toMatchObject({ code: 'interrupted' })
    stub.state.calls.length = 0
    const report = await ingest(options, { ...silent(), now: fastNow() })
    const again = stub.state.calls.filter((c) => c.endsWith('LookupEvents')).length
    expect(again).toBeGreaterThan(55)
    expect(again).toBeLessThan(65)
    expect(report.events.new).toBe(5000)
  })

  it('names the region that AWS refuses, and claims nothing of it', async () => {
    stub.state.history.set(`${management} us-east-1`, [event(1, 9_000)])
    stub.state.faults.push(denied(management, 'LookupEvents'))
    const { report, workspace } = await fetched({ regions: ['us-east-1'] })
    expect(report.rejected[0]?.reason).toMatch(
      /^event-history of 111111111111 us-east-1 was not read: access denied/,
    )
    const { manifest } = await idsIn(workspace)
    expect(manifest.runs[0]?.history).toBeUndefined()
    expect(manifest.objects.every((o) => !o.claimsLog)).toBe(true)
  })

  it('outlasts a few refusals for too many calls', async () => {
    stub.state.history.set(`${management} us-east-1`, [event(1, 9_000)])
    stub.state.faults.push(throttled(management, 'LookupEvents', 2))
    const { report } = await fetched({ regions: ['us-east-1'] })
    expect(report.events.new).toBe(1)
  })

  it('asks in another account through the role', async () => {
    stub.state.history.set(`${workload} us-east-1`, [
      event(7, 9_000, { recipientAccountId: workload }),
    ])
    const options = { accounts: [workload], regions: ['us-east-1'] }
    await expect(fetched(options)).rejects.toMatchObject({ code: 'usage' })
    const { report } = await fetched({ ...options, role: 'audit' })
    expect(report.accounts).toEqual([workload])
    expect(report.events.new).toBe(1)
  })

  it('a fetch that holds what cannot be read claims nothing', async () => {
    stub.state.history.set(`${management} us-east-1`, [
      event(1, 9_000),
      event(2, 9_001, { raw: '{"eventVersion":' }),
    ])
    const { workspace } = await fetched({ regions: ['us-east-1'] })
    const { manifest } = await idsIn(workspace)
    expect(manifest.runs[0]?.history).toBeUndefined()
  })
})

describe('ingest cloudwatch-logs:GROUP', () => {
  it('reads the log group page by page, and proves no absence', async () => {
    const group = 'CloudTrail/logs'
    stub.state.logEvents.set(
      `${management} us-east-1 ${group}`,
      Array.from({ length: 250 }, (_, i) => ({
        timestamp: (NOW - 90_000 + i) * 1000,
        message: JSON.stringify(event(i, 90_000 - i)),
      })),
    )
    const { report, workspace } = await fetched({ sources: [`cloudwatch-logs:${group}`] })
    expect(report.events).toMatchObject({ read: 250, new: 250 })
    expect(report.completeness).toEqual({})
    const again = await fetched({ sources: [`cloudwatch-logs:${group}`] }, workspace)
    expect(again.report.events).toMatchObject({ read: 0 })
    const keyed = await fetched({ sources: [`cloudwatch-logs:${group}`], accessKeys: [KEY] })
    expect(keyed.report.events.new).toBe(50)
  })
})

/** Time that jumps ahead by a second whenever it is looked at, so that pacing never waits. */
function fastNow() {
  let ahead = 0
  return () => {
    ahead += 1_000_000
    return Date.now() * 1000 + ahead
  }
}
