import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyCalls } from '../../../../src/gather/verify/permissions.ts'
import { openStore } from '../../../../src/gather/verify/store/open.ts'
import type { StoreOptions } from '../../../../src/gather/verify/store/options.ts'
import type { Folder } from '../../../../src/gather/verify/store/store.ts'
import { MINUTE } from '../../../../src/model/time.ts'
import { hasMoto, startMoto, upstreamOf } from '../../../fakes/aws/moto.ts'
import { unreadable } from '../../../fakes/aws/state.ts'
import { type Stub, startStub } from '../../../fakes/aws/stub.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { putObjects } from '../../../fixtures/digests/put-bucket.ts'
import { askerAt, hours, NOW } from './support.ts'

const run = hours('2026-10-31T20:00:00Z', '2026-11-01T04:00:00Z')
const plain = chainOf({ runs: [run] })
const org = chainOf({
  runs: [run],
  place: { prefix: 'old/trail', organization: 'o-abcdef1234', account: '444455556666' },
})
const far = chainOf({ runs: [run], place: { bucket: 'far-logs', region: 'us-east-1' } })
const { bucket } = plain.place
const always = { from: 0, to: Number.POSITIVE_INFINITY }

const folder: Folder = {
  bucket,
  prefix: '',
  organization: null,
  account: plain.place.account,
  region: 'eu-west-1',
}

describe.skipIf(!hasMoto)('a bucket, against moto_server (skipped where it is absent)', () => {
  let moto: Awaited<ReturnType<typeof startMoto>> | undefined
  let stub: Stub | undefined
  let client: S3Client

  beforeAll(async () => {
    moto = await startMoto()
    stub = await startStub('111111111111', upstreamOf(moto.endpoint))
    client = new S3Client({
      endpoint: stub.endpoint,
      forcePathStyle: true,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    })
    await client.send(new CreateBucketCommand({ Bucket: bucket }))
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    )
    await client.send(
      new CreateBucketCommand({
        Bucket: 'far-logs',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    )
    await putObjects(client, [...plain.objects, ...org.objects, ...far.objects])
  }, 60_000)
  afterAll(async () => {
    await stub?.stop()
    await moto?.stop()
  })
  const asked = new Set<string>()
  beforeEach(() => {
    stub?.state.faults.splice(0)
    stub?.state.calls.splice(0)
  })
  afterEach(() => {
    for (const call of stub?.state.calls ?? []) asked.add(call.split(' ')[2] ?? '')
  })

  const open = (source: string, options: Partial<StoreOptions> = {}) =>
    openStore(source, { now: NOW, workspace: '/nowhere', ...options }, askerAt(stub?.endpoint))
  const calls = (operation: string) =>
    stub?.state.calls.filter((call) => call.endsWith(` ${operation}`)) ?? []

  it('finds every layout of a bucket, beside the first one and in the folders of organisations', async () => {
    const store = await open(`s3://${bucket}`)
    expect(store).toMatchObject({ uri: `s3://${bucket}`, kind: 'bucket', asOf: NOW })
    const orgFolder = {
      bucket,
      prefix: 'old/trail',
      organization: 'o-abcdef1234',
      account: '444455556666',
      region: 'eu-west-1',
    }
    expect(await store.folders()).toEqual(expect.arrayContaining([folder, orgFolder]))
    expect(await store.folders()).toHaveLength(2)
    expect((await store.digests(orgFolder, always)).map((d) => d.key)).toEqual(
      org.digests.map((d) => d.object.key),
    )
    expect(store.unseen?.()).toEqual([])
  })

  it('keeps to the prefix, to what lies inside of a layout, and to the accounts asked for', async () => {
    const accounts = async (source: string, options: Partial<StoreOptions> = {}) =>
      (await (await open(source, options)).folders()).map((f) => f.account)
    expect(await accounts(`s3://${bucket}/old`)).toEqual(['444455556666'])
    expect(await accounts(`s3://${bucket}/AWSLogs/111122223333/CloudTrail-Digest/`)).toEqual([
      '111122223333',
    ])
    expect(await accounts(`s3://${bucket}/AWSLogs/111122223333/CloudTrail/us-west-2`)).toEqual([])
    expect(await accounts(`s3://${bucket}`, { accounts: ['444455556666'] })).toEqual([
      '444455556666',
    ])
    expect(await accounts(`s3://${bucket}/nothing`)).toEqual([])
  })

  it('lists the months of the window, and only objects whose names tell a time in it', async () => {
    const store = await open(`s3://${bucket}`)
    const window = hours('2026-10-31T23:00:00Z', '2026-11-01T02:00:00Z')
    expect((await store.digests(folder, window)).map((d) => d.key)).toEqual(
      plain.digests.slice(2, 5).map((d) => d.object.key),
    )
    expect(calls('ListObjectsV2')).toHaveLength(2)
    expect((await store.logs(folder, window)).map((l) => l.key)).toEqual(
      plain.logs.slice(3, 6).map((l) => l.object.key),
    )
    const [digest] = await store.digests(folder, always)
    expect(digest).toMatchObject({
      uri: `s3://${bucket}/${plain.digests[0]?.object.key}`,
      bytes: plain.digests[0]?.object.stored.length,
      mark: expect.stringMatching(/^[0-9a-f]{32} \d+ \d+$/),
    })
  })

  it('reads bytes and metadata, also in a bucket of another region, which is asked there', async () => {
    const store = await open(`s3://${bucket}`)
    const [digest] = plain.digests
    const [other] = far.digests
    expect(digest && (await store.read(digest.object))).toMatchObject({
      status: 'read',
      uri: `s3://${bucket}/${digest?.object.key}`,
      metadata: digest?.object.metadata,
    })
    const read = other && (await store.read(other.object))
    expect(read?.status === 'read' && Buffer.from(read.stored)).toEqual(other?.object.stored)
    expect(stub?.state.calls).toContain('111111111111 eu-central-1 GetObject')
  })

  it('learns the region of a bucket from HeadBucket where its location may not be asked', async () => {
    stub?.state.faults.push({
      account: '*',
      operation: 'GetBucketLocation',
      status: 403,
      code: 'AccessDenied',
    })
    const store = await open('s3://far-logs')
    expect(await store.folders()).toHaveLength(1)
    expect(stub?.state.calls).toContain('111111111111 eu-central-1 ListObjectsV2')
  })

  it('gives every reason why an object cannot be read a status of its own', async () => {
    const keys = plain.logs.map((l) => l.object.key)
    const kms =
      'User: arn:aws:sts::1:assumed-role/x is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k'
    stub?.state.faults.push(
      unreadable(keys[0] ?? '', 'InvalidObjectState'),
      unreadable(keys[1] ?? '', 'AccessDenied'),
      unreadable(keys[2] ?? '', 'AccessDenied', kms),
      { ...unreadable(keys[3] ?? '', 'KMS.DisabledException'), status: 400 },
      { ...unreadable(keys[4] ?? '', 'InvalidRequest'), status: 400 },
    )
    const store = await open(`s3://${bucket}`)
    const statuses = await Promise.all(
      keys.slice(0, 5).map(async (key) => (await store.read({ bucket, key })).status),
    )
    expect(statuses).toEqual(['archived', 'denied', 'kms-denied', 'kms-denied', 'failed'])
    expect(await store.read({ bucket, key: 'AWSLogs/none' })).toMatchObject({ status: 'absent' })
    expect(await store.read({ bucket: 'no-such-bucket-here', key: 'x' })).toMatchObject({
      status: 'no-bucket',
    })
    const small = await open(`s3://${bucket}`, { maxObjectBytes: 10 })
    expect(await small.read({ bucket, key: keys[5] ?? '' })).toMatchObject({ status: 'too-large' })
  })

  it('reads the version that a delete marker hides, says since when, and lists hidden digests', async () => {
    const store = await open(`s3://${bucket}`)
    const gone = org.digests.at(-1)
    if (gone === undefined) throw new Error('a digest is needed')
    const { key } = gone.object
    expect(await store.hidden({ bucket, key })).toBeNull()
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    expect(await store.read({ bucket, key })).toMatchObject({ status: 'absent' })
    const hidden = await store.hidden({ bucket, key })
    expect(hidden?.read).toMatchObject({ status: 'read', metadata: gone.object.metadata })
    expect(hidden?.read.status === 'read' && Buffer.from(hidden.read.stored)).toEqual(
      gone.object.stored,
    )
    expect(Math.abs((hidden?.deletedAt ?? 0) - Date.now() * 1000)).toBeLessThan(5 * MINUTE)
    const orgFolder = { ...folder, ...org.place }
    expect(await store.hiddenDigests?.(orgFolder, always)).toEqual([{ bucket, key }])
    expect(calls('ListObjectVersions').length).toBeLessThan(20)
    expect(await store.hiddenDigests?.(orgFolder, hours('2026-10-31', '2026-11-01'))).toEqual([])
    expect(await store.hidden({ bucket, key: 'AWSLogs/none' })).toBeNull()
  })

  it('does not look for versions in a bucket that never kept any', async () => {
    const store = await open('s3://far-logs')
    const [digest] = far.digests
    expect(digest && (await store.hidden({ ...digest.object, key: 'gone' }))).toBeNull()
    expect(await store.hiddenDigests?.({ ...folder, ...far.place }, always)).toEqual([])
    expect(calls('ListObjectVersions')).toEqual([])
    expect(calls('GetBucketVersioning')).toHaveLength(1)
  })

  it('says that versions may not be listed, and goes on', async () => {
    stub?.state.faults.push({
      account: '*',
      operation: 'ListObjectVersions',
      status: 403,
      code: 'AccessDenied',
    })
    const store = await open(`s3://${bucket}`)
    expect(await store.hidden({ bucket, key: 'AWSLogs/none' })).toBeNull()
    expect(store.unseen?.()).toEqual([expect.stringContaining('s3:ListBucketVersions')])
  })

  it('throws where nothing can be listed, and goes on where a part cannot', async () => {
    await expect((await open('s3://no-such-bucket-here')).folders()).rejects.toMatchObject({
      code: 'source-unreadable',
      hint: 'check the name, and --endpoint-url',
    })
    stub?.state.faults.push({
      account: '*',
      operation: 'ListObjectsV2',
      status: 403,
      code: 'AccessDenied',
      match: 'old%2F',
    })
    const store = await open(`s3://${bucket}`)
    expect(await store.folders()).toEqual([folder])
    expect(store.unlisted?.()).toEqual([
      {
        uri: `s3://${bucket}/old/`,
        why: expect.stringMatching(/cannot list s3:.*old\/.*AccessDenied/),
      },
    ])
    stub?.state.faults.push({
      account: '*',
      operation: 'ListObjectsV2',
      status: 403,
      code: 'AccessDenied',
    })
    await expect(store.digests(folder, always)).rejects.toMatchObject({
      code: 'source-unreadable',
    })
  })

  it('is content to list AWSLogs/ where a policy allows no more, and says so', async () => {
    stub?.state.faults.push({
      account: '*',
      operation: 'ListObjectsV2',
      status: 403,
      code: 'AccessDenied',
      times: 1, // the first listing, of the bucket itself
    })
    const store = await open('s3://far-logs')
    expect((await store.folders()).map((f) => f.region)).toEqual(['us-east-1'])
    expect(store.unseen?.()).toEqual([
      expect.stringContaining('cannot list s3://far-logs/: AccessDenied'),
    ])
  })

  it('reads names as they are, whatever characters an attacker gave them', async () => {
    const store = await open('s3://far-logs')
    const day = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/31/'
    const names = ['a+b c%20d.json.gz', 'é <&>.json.gz', 'x\u0001y.json.gz']
    const stored = Buffer.from('x')
    const objects = names.map((name) => ({
      bucket: 'far-logs',
      key: `${day}${name}`,
      stored,
      metadata: {},
    }))
    await putObjects(client, objects)
    const found = await store.logs({ ...folder, ...far.place }, hours('2026-10-31', '2026-11-01'))
    const odd = found.filter((o) => !o.key.includes('_CloudTrail_'))
    expect(odd.map((o) => o.key).sort()).toEqual(objects.map((o) => o.key).sort())
    for (const one of odd) expect(await store.read(one)).toMatchObject({ status: 'read' })
  })

  it('assumes the role of the account that owns the bucket where the caller may not read', async () => {
    stub?.state.faults.push({
      account: '111111111111',
      operation: 'GetObject',
      status: 403,
      code: 'AccessDenied',
    })
    const [log] = plain.logs
    const own = await open(`s3://${bucket}`)
    expect(log && (await own.read(log.object)).status).toBe('denied')
    const store = await openStore(
      `s3://${bucket}`,
      { now: NOW, workspace: '/nowhere', ownerOf: () => '222222222222' },
      askerAt(stub?.endpoint, { role: 'audit' }),
    )
    // Accounts of moto have buckets of their own: that it is asked there is what can be seen.
    await (log && store.read(log.object))
    expect(stub?.state.calls).toContain('222222222222 us-east-1 GetObject')
  })

  it('asks nothing that the permissions of verify do not name', () => {
    const declared = new Set<string>(verifyCalls.map((call) => call.operation))
    const others = ['GetCallerIdentity', 'AssumeRole', 'DeleteObject', 'PutObject'] // no permission, the role's trust, this test
    expect(asked.size).toBeGreaterThan(6)
    expect([...asked].filter((op) => !declared.has(op) && !others.includes(op))).toEqual([])
  })

  it('stops at an interruption and at credentials that are at an end, and at nothing else', async () => {
    const controller = new AbortController()
    const store = await openStore(
      `s3://${bucket}`,
      { now: NOW, workspace: '/nowhere' },
      askerAt(stub?.endpoint, {}, controller.signal),
    )
    stub?.state.faults.push({
      account: '*',
      operation: 'GetObject',
      status: 400,
      code: 'ExpiredToken',
      times: 1,
    })
    const name = { bucket, key: plain.logs[0]?.object.key ?? '' }
    await expect(store.read(name)).rejects.toMatchObject({ code: 'aws' })
    controller.abort()
    await expect(store.read(name)).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('without AWS', () => {
  const open = (source: string) =>
    openStore(source, { now: NOW, workspace: '/nowhere' }, askerAt(undefined))

  it('a bucket cannot be read with --offline', async () => {
    await expect(open('s3://some-logs')).rejects.toMatchObject({ code: 'configuration' })
  })

  it('a name that is no bucket is a mistake in usage', async () => {
    await expect(open('s3://')).rejects.toMatchObject({ code: 'usage' })
    await expect(open('s3://-x/y')).rejects.toMatchObject({ code: 'usage' })
  })
})
