import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCOUNTS, smallOrganization, TRAIL_ARN } from '../fakes/aws/small-organization.ts'
import { type Stub, startStub } from '../fakes/aws/stub.ts'
import { runCli } from '../fixtures/cli.ts'
import { arguments_, collect, ENV, folder, removeFolders, snapshotIn } from './collect-run.ts'

afterAll(removeFolders)

describe('a small organisation of the stub alone', () => {
  test('its event history of changes is read, two look-ups a second, in the place of the trail', async () => {
    const stopped = {
      eventVersion: '1.09',
      eventID: '00000000-0000-4000-8000-000000000001',
      eventTime: new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+Z/, 'Z'),
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
      awsRegion: 'us-east-1',
      recipientAccountId: ACCOUNTS.management,
      requestParameters: { name: 'organization' },
    }
    stub.state.history.set(`${ACCOUNTS.management} us-east-1`, [stopped])
    const workspace = await folder()
    const from = Date.now()
    const { code } = await runCli(arguments_(stub, workspace, [], '--history'), {
      env: ENV,
      now: new Date().toISOString(),
    })
    expect([0, 3]).toContain(code)
    const lookups = stub.state.calls.filter((c) => c.endsWith('LookupEvents')).length
    expect(lookups).toBeGreaterThan(5)
    expect(Date.now() - from).toBeGreaterThan((lookups / 2 / 6) * 1000)
    const { history } = await snapshotIn(workspace)
    const told = history.filter((h) => 'known' in h.events && h.events.known.length > 0)
    expect(told.map((h) => [h.account, h.region])).toEqual([[ACCOUNTS.management, 'us-east-1']])
    expect(told[0]?.eventNames).toContain('StopLogging')
  })

  let stub: Stub
  beforeAll(async () => {
    stub = await startStub(ACCOUNTS.management, smallOrganization)
  })
  afterAll(() => stub.stop())

  test('is collected, with what the stub does not know as unknown', async () => {
    const workspace = await folder()
    const { code } = await collect(stub, workspace)
    expect([0, 3]).toContain(code)
    const snapshot = await snapshotIn(workspace)
    expect(snapshot.accounts.map((a) => a.account)).toEqual(Object.values(ACCOUNTS))
    expect(snapshot.accounts.every((a) => 'known' in a.reached)).toBe(true)
    expect(snapshot.trails).toMatchObject([
      {
        arn: TRAIL_ARN,
        selectors: { known: { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] } },
      },
    ])
    const buckets = snapshot.listings.filter((l) => l.what === 'buckets')
    expect(buckets.every((l) => 'unknown' in l.listed)).toBe(true)
  })

  test('an account whose role is refused is not reached, and its lists are unknown', async () => {
    stub.state.faults.push({
      account: ACCOUNTS.management,
      operation: 'AssumeRole',
      status: 403,
      code: 'AccessDenied',
    })
    const workspace = await folder()
    expect((await collect(stub, workspace)).code).toBe(3)
    stub.state.faults.length = 0
    const { accounts, trailsListed } = await snapshotIn(workspace)
    const reached = Object.fromEntries(accounts.map((a) => [a.account, a.reached]))
    expect(reached[ACCOUNTS.management]).toEqual({ known: true })
    expect(reached[ACCOUNTS.workload]).toMatchObject({ unknown: 'access-denied' })
    const lists = trailsListed.filter((t) => t.account === ACCOUNTS.workload)
    expect(lists.length).toBeGreaterThan(0)
    expect(lists.every((t) => 'unknown' in t.listed)).toBe(true)
  })
})
