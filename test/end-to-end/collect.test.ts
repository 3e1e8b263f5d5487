import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { type Built, buildOrganization } from '../fakes/aws/build-organization.ts'
import { compiledCli } from '../fakes/aws/compiled-cli.ts'
import { hasMoto, startMoto, upstreamOf } from '../fakes/aws/moto.ts'
import { REGIONS } from '../fakes/aws/regions.ts'
import { ACCOUNTS } from '../fakes/aws/small-organization.ts'
import { broken, denied, throttled } from '../fakes/aws/state.ts'
import { type Stub, startStub } from '../fakes/aws/stub.ts'
import { runCli } from '../fixtures/cli.ts'
import {
  arguments_,
  collect,
  ENV,
  folder,
  removeFolders,
  snapshotIn,
  timeless,
} from './collect-run.ts'

afterAll(removeFolders)

const title = 'an organisation in moto (skipped where moto_server is absent)'

describe.skipIf(!hasMoto)(title, () => {
  let moto: Awaited<ReturnType<typeof startMoto>>
  let stub: Stub
  let built: Built
  let workspace: string
  let snapshot: Snapshot
  let code: number

  beforeAll(async () => {
    moto = await startMoto()
    stub = await startStub(ACCOUNTS.management, upstreamOf(moto.endpoint))
    built = await buildOrganization(stub.endpoint)
    workspace = await folder()
    const ran = await collect(stub, workspace)
    code = ran.code
    if (code !== 0) console.error(ran.stdout, ran.stderr)
    snapshot = await snapshotIn(workspace)
  }, 180_000)
  afterAll(async () => {
    await stub?.stop()
    await moto?.stop()
  })
  beforeEach(() => {
    stub.state.faults.length = 0
    stub.state.calls.length = 0
  })

  const trail = (arn: string) => {
    const found = snapshot.trails.find((t) => t.arn === arn)
    if (found === undefined) throw new Error(`not collected: ${arn}`)
    return found
  }
  const bucket = (name: string) => {
    const found = snapshot.buckets.find((b) => b.name === name)
    if (found === undefined) throw new Error(`not collected: ${name}`)
    return found
  }

  test('every account is entered', () => {
    expect(code).toBe(0)
    const accounts = [built.management, built.logArchive, built.workload].sort()
    expect(snapshot.accounts.map((a) => [a.account, a.reached])).toEqual(
      accounts.map((a) => [a, { known: true }]),
    )
    expect(snapshot.organization).toMatchObject({
      known: { managementAccount: built.management, cloudTrailTrusted: { known: true } },
    })
  })

  test('a region that was left out is not known, and never disabled', async () => {
    const there = await folder()
    await collect(stub, there, ['--region', 'us-east-1'])
    const { regions, trailsListed } = await snapshotIn(there)
    const known = regions.flatMap((r) => ('known' in r.regions ? r.regions.known : []))
    for (const r of known.filter(({ name }) => name === 'eu-west-1')) expect(r.enabled).toBe(true)
    const others = trailsListed.filter((t) => t.region === 'eu-west-1')
    expect(others.length).toBeGreaterThan(0)
    expect(others.every((t) => 'unknown' in t.listed)).toBe(true)
  })

  test('the organisation trail, with its copies in the members (facts/aws.md 8.3)', () => {
    expect(snapshot.trails.map((t) => t.arn).sort()).toEqual(
      [built.organizationTrail, built.stoppedTrail].sort(),
    )
    const { config, selectors, status } = trail(built.organizationTrail)
    expect(config).toMatchObject({
      known: {
        s3Bucket: 'org-trail-logs',
        isMultiRegion: true,
        isOrganization: true,
        logFileValidation: true,
        kmsKeyId: built.key,
      },
    })
    expect(selectors).toMatchObject({ known: { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] } })
    const copies = [built.management, built.logArchive, built.workload].flatMap((account) =>
      REGIONS.map((region) => `${account} ${region}`),
    )
    expect(status.map((s) => `${s.account} ${s.region}`).sort()).toEqual(copies.sort())
    for (const s of status) expect(s.status).toMatchObject({ known: { isLogging: true } })
  })

  test('the trail that was never started, with no selectors of its own', () => {
    const { config, selectors, hasCustomEventSelectors, status } = trail(built.stoppedTrail)
    expect(config).toMatchObject({ known: { isMultiRegion: false, logFileValidation: false } })
    expect(selectors).toEqual({ known: { EventSelectors: [], AdvancedEventSelectors: [] } })
    expect(hasCustomEventSelectors).toEqual({ known: false })
    expect(status.map((s) => s.status)).toEqual([{ known: { isLogging: false } }])
  })

  test('the buckets: policy, versions, tags, and what CloudTrail left in them', () => {
    expect(bucket('org-trail-logs').versioning).toEqual({
      known: { enabled: true, mfaDelete: false },
    })
    expect(bucket('customer-data')).toMatchObject({
      account: built.workload,
      region: { known: 'eu-west-1' },
      policy: { known: null },
      tags: { known: { classification: 'confidential' } },
    })
    expect(bucket('old-trail-logs').cloudTrailKeys).toMatchObject({
      known: { accounts: [built.logArchive], prefixes: [''] },
    })
    expect(JSON.stringify(bucket('workload-logs').policy)).toContain(built.stoppedTrail)
  })

  test('the chain of the alarm: filter, alarm, topic, and a subscriber without an address', () => {
    expect(snapshot.logGroups.map((g) => [g.name, g.metricFilters])).toMatchObject([
      [
        'CloudTrail/logs',
        { known: [{ metrics: [{ namespace: 'Security', name: 'TrailChanges' }] }] },
      ],
    ])
    expect(snapshot.alarms).toMatchObject([
      { name: 'trail-changes', metric: 'TrailChanges', actions: [built.topic] },
    ])
    expect(snapshot.topics.map((t) => t.arn)).toEqual([built.topic])
    expect(JSON.stringify(snapshot)).not.toContain('security@example.com')
  })

  test('the key and the roles', () => {
    expect(snapshot.keys).toMatchObject([
      { arn: built.key, state: { known: { keyState: 'Enabled' } } },
    ])
    expect(snapshot.roles.map((r) => r.name)).toContain('deploy')
  })

  test('assess finds each mistake that was built, and judges what is right as right', async () => {
    const { code: exit, stdout } = await runCli(['assess', '--workspace', workspace, '--json'], {
      env: ENV,
      now: new Date().toISOString(),
    })
    expect(exit).toBe(1)
    const { findings } = JSON.parse(stdout) as { findings: Finding[] }
    const of = (status: Finding['status']) =>
      findings.filter((f) => f.status === status).map((f) => `${f.check} ${f.resource}`)
    const { organizationTrail, stoppedTrail, key, ...accounts } = built
    const each = (check: string, things: readonly string[]) => things.map((t) => `${check} ${t}`)
    const everyAccount = [accounts.management, accounts.logArchive, accounts.workload]
    const s3 = (name: string) => `arn:aws:s3:::${name}`
    const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`
    const entries = [accounts.logArchive, accounts.workload].map((account) =>
      role(account, 'OrganizationAccountAccessRole'),
    )
    const roles = [...entries, role(accounts.workload, 'deploy')]
    const logs = [s3('org-trail-logs'), s3('workload-logs')]
    const fails = of('fail')
    expect(fails.filter((f) => !f.startsWith('cis-monitoring')).sort()).toEqual(
      [
        ...each('management-reads-missed', everyAccount),
        ...each('role-assumption-unrecorded', everyAccount),
        ...each('trail-not-logging', [stoppedTrail]),
        ...each('log-validation-off', [stoppedTrail]),
        ...each('logs-not-kms-encrypted', [stoppedTrail]),
        ...each('log-bucket-in-watched-account', [stoppedTrail]),
        ...each('log-bucket-deletable', [s3('workload-logs')]),
        ...each('orphaned-log-bucket', [s3('old-trail-logs')]),
        ...each('log-bucket-reads-unrecorded', logs),
        ...each('log-bucket-without-access-record', logs),
        ...each('s3-reads-unrecorded', [s3('customer-data'), s3('old-trail-logs')]),
        ...each('s3-writes-unrecorded', [s3('customer-data'), s3('old-trail-logs')]),
        ...each('no-scp-guard', [organizationTrail, stoppedTrail]),
        ...each('tampering-not-alerted', [organizationTrail, stoppedTrail, key, ...logs]),
        ...each('trust-without-identity', roles),
        ...each('whole-account-trust', roles),
      ].sort(),
    )
    for (const account of everyAccount)
      expect(fails).toContain(`cis-monitoring-root-use ${account}`)
    // The emulator delivers nothing, so that it tells no time of a digest or of a delivery to CloudWatch.
    const unknown = of('unknown')
    expect(
      unknown.filter((f) => !/^(role-opacity-|long-term-key-many-addresses )/.test(f)).sort(),
    ).toEqual([
      `alert-depends-on-the-trail ${organizationTrail}`,
      `cloudwatch-delivery-failing ${organizationTrail}`,
      `digest-delivery-failing ${organizationTrail}`,
    ])
    // Who is behind the sessions of a role only logs can tell, and none were ingested.
    expect(unknown.filter((f) => f.startsWith('role-opacity-missing-records '))).toHaveLength(1)
    const passes = of('pass')
    for (const check of ['key-policy-locks-cloudtrail-out', 'log-validation-off'])
      expect(passes).toContain(`${check} ${organizationTrail}`)
  })

  test('only calls that read are ever sent', async () => {
    await collect(stub, await folder())
    const reads = /^(Get|List|Describe|Head|Lookup|AssumeRole$)/
    const names = stub.state.calls.map((c) => c.split(' ')[2] ?? '')
    expect(names.filter((name) => !reads.test(name))).toEqual([])
    expect(names.length).toBeGreaterThan(100)
  })

  test('one account that refuses is unknown with its reason; the others stay known', async () => {
    stub.state.faults.push(denied(built.workload, '*'))
    const there = await folder()
    expect((await collect(stub, there)).code).toBe(3)
    const found = await snapshotIn(there)
    const lists = found.trailsListed.filter((t) => t.account === built.workload)
    expect(lists.length).toBeGreaterThan(0)
    expect(lists.every((t) => 'unknown' in t.listed)).toBe(true)
    expect(found.trails.map((t) => t.arn)).toEqual([built.organizationTrail])
    expect(found.buckets.map((b) => b.name)).toContain('old-trail-logs')
  })

  test('a call that is refused is unknown, access denied, and nothing else is', async () => {
    stub.state.faults.push(denied(built.workload, 'GetBucketPolicy'))
    const there = await folder()
    expect((await collect(stub, there)).code).toBe(3)
    const found = await snapshotIn(there)
    const logs = found.buckets.find((b) => b.name === 'workload-logs')
    expect(logs?.policy).toMatchObject({ unknown: 'access-denied' })
    expect(logs?.versioning).toMatchObject({ known: {} })
  })

  test('throttling and errors that pass are outlasted', async () => {
    stub.state.faults.push(
      throttled('*', 'DescribeTrails', 2),
      broken(built.management, 'GetEventSelectors', 1),
    )
    const there = await folder()
    expect((await collect(stub, there)).code).toBe(0)
    expect(timeless(await snapshotIn(there))).toEqual(timeless(snapshot))
  })

  test('throttling without end is unknown: throttled out', async () => {
    stub.state.faults.push(throttled(built.workload, 'DescribeTrails', 1e6))
    const there = await folder()
    expect((await collect(stub, there, ['--max-attempts', '2'])).code).toBe(3)
    const lists = (await snapshotIn(there)).trailsListed.filter((t) => t.account === built.workload)
    expect(lists.map((t) => t.listed)).toMatchObject([
      { unknown: 'throttled-out' },
      { unknown: 'throttled-out' },
    ])
  })

  const callsSoFar = async (least: number): Promise<void> => {
    while (stub.state.calls.length < least) await new Promise((r) => setTimeout(r, 20))
  }

  test('Ctrl-C leaves what was read: the next run goes on and comes to the same', async () => {
    const there = await folder()
    const abort = new AbortController()
    const stopped = collect(stub, there, [], abort.signal)
    await callsSoFar(80)
    abort.abort()
    expect((await stopped).code).toBe(130)
    expect(await readdir(there)).not.toContain('snapshots')
    stub.state.calls.length = 0
    expect((await collect(stub, there)).code).toBe(0)
    const again = stub.state.calls.length
    expect(timeless(await snapshotIn(there))).toEqual(timeless(snapshot))
    stub.state.calls.length = 0
    await collect(stub, await folder())
    expect(again).toBeLessThan(stub.state.calls.length)
  })

  test('kill -9 leaves what was read: the next run goes on and comes to the same', async () => {
    const cli = compiledCli()
    try {
      const there = await folder()
      const child = spawn(process.execPath, [cli.main, ...arguments_(stub, there)], {
        stdio: 'ignore',
        env: { ...process.env, ...ENV },
      })
      const ended = new Promise((resolve) => child.on('exit', resolve))
      await Promise.race([callsSoFar(80), ended])
      child.kill('SIGKILL')
      await ended
      expect(child.signalCode).toBe('SIGKILL')
      expect((await collect(stub, there)).code).toBe(0)
      expect(timeless(await snapshotIn(there))).toEqual(timeless(snapshot))
    } finally {
      cli.remove()
    }
  })
})
