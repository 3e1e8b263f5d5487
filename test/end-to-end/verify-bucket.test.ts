import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateBucketCommand, DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ledgerPaths } from '../../src/gather/verify/ledger/paths.ts'
import { formatInstant, HOUR, parseInstant } from '../../src/model/time.ts'
import { compiledCli } from '../fakes/aws/compiled-cli.ts'
import { hasMoto, startMoto, upstreamOf } from '../fakes/aws/moto.ts'
import { type Stub, startStub } from '../fakes/aws/stub.ts'
import { chainOf } from '../fixtures/digests/chain.ts'
import { putObjects } from '../fixtures/digests/put-bucket.ts'
import { testSigner } from '../fixtures/digests/signer.ts'
import { writeKeys } from '../fixtures/digests/write-folder.ts'
import { type VerifyDocument, verifyIn, wrongIn } from './verify-run.ts'

const ENV = {
  LANG: 'C.UTF-8',
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
}
const FROM = parseInstant('2026-10-01T00:00:00Z')
const HOURS = 36
const NOW = formatInstant(FROM + (HOURS + 1) * HOUR)
const BUCKET = 'example-audit-logs'

/** Runs differ in their time alone. */
const timeless = ({ seconds: _, sources: __, ledger: ___, ...rest }: VerifyDocument) => ({
  chains: rest.chains,
  problems: rest.problems,
  counts: rest.counts,
})

describe.skipIf(!hasMoto)('a bucket in moto (skipped where moto_server is absent)', () => {
  let moto: Awaited<ReturnType<typeof startMoto>>
  let stub: Stub
  let client: S3Client
  let root: string
  let keys: string
  const built = chainOf({ runs: [{ from: FROM, to: FROM + HOURS * HOUR }], logs: () => 2 })

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'wholetrail-verify-bucket-'))
    keys = await writeKeys(root, 'keys', [testSigner()])
    moto = await startMoto()
    stub = await startStub('111122223333', upstreamOf(moto.endpoint))
    client = new S3Client({
      endpoint: moto.endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    })
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
    await putObjects(client, built.objects)
  }, 180_000)
  afterAll(async () => {
    client?.destroy()
    await stub?.stop()
    await moto?.stop()
    await rm(root, { recursive: true, force: true })
  })
  beforeEach(() => {
    stub.state.calls.length = 0
  })

  const argv = (workspace: string) => [
    ...[`s3://${BUCKET}`, '--keys', keys, '--endpoint-url', stub.endpoint],
    ...['--workspace', join(root, workspace)],
  ]
  const verify = (workspace: string, more: readonly string[] = []) =>
    verifyIn([...argv(workspace), ...more], { env: ENV, now: NOW })
  const reads = () => stub.state.calls.filter((c) => c.endsWith(' GetObject')).length
  /** Objects that a workspace remembers. */
  const remembered = async (workspace: string): Promise<number> => {
    const { seen } = ledgerPaths(join(root, workspace))
    const path = seen({ account: built.place.account, region: built.place.region })
    return (await readFile(path, 'utf8').catch(() => '')).split('\n').length - 1
  }
  const somethingIsRemembered = async (workspace: string) => {
    while ((await remembered(workspace)) === 0) await sleep(5)
  }

  test('a whole bucket is whole', async () => {
    const { code, document } = await verify('first')
    expect(document.problems).toEqual([])
    expect([code, document.result]).toEqual([0, 'whole'])
    expect(document.counts.verified).toBe(HOURS)
    expect(reads()).toBeGreaterThanOrEqual(built.objects.length)
  })

  test('running again reads only what changed; --fresh reads everything', async () => {
    const { document } = await verify('first')
    expect(reads()).toBeLessThan(built.objects.length / 4)
    stub.state.calls.length = 0
    const fresh = await verify('first', ['--fresh'])
    expect(reads()).toBeGreaterThanOrEqual(built.objects.length)
    expect(timeless(document)).toEqual(timeless(fresh.document))
  })

  test('metadata put again with the same bytes is read again: a signature is metadata', async () => {
    const digest = built.digests[5]?.object
    if (digest === undefined) throw new Error('a digest is needed')
    expect((await verify('metadata')).code).toBe(0)
    try {
      const signature = 'ab'.repeat(256)
      await putObjects(client, [{ ...digest, metadata: { ...digest.metadata, signature } }])
      const { code, document } = await verify('metadata')
      expect(code).toBe(1)
      expect(document.problems.map((p) => p.kind)).toEqual(['digest-metadata-altered'])
    } finally {
      await putObjects(client, [digest])
    }
  })

  test('kill -9 leaves what was read: the next run goes on and comes to the same', async () => {
    const cli = compiledCli()
    const whole = await verify('reference')
    const connected = await stub.connections()
    try {
      const child: ChildProcess = spawn(process.execPath, [cli.main, 'verify', ...argv('killed')], {
        stdio: 'ignore',
        env: { ...process.env, ...ENV },
      })
      const ended = new Promise((resolve) => child.on('exit', resolve))
      await Promise.race([somethingIsRemembered('killed'), ended])
      child.kill('SIGKILL')
      await ended
      expect(child.signalCode).toBe('SIGKILL')
      // What it sent before it died may still arrive.
      for (let before = -1; before !== stub.state.calls.length; await sleep(300)) {
        before = stub.state.calls.length
        while ((await stub.connections()) > connected) await sleep(5)
      }
      const spared = await remembered('killed')
      stub.state.calls.length = 0
      const { code, document } = await verify('killed')
      expect(code).toBe(0)
      expect(spared).toBeGreaterThan(0)
      expect(reads()).toBe(built.objects.length - spared)
      expect(timeless(document)).toEqual(timeless(whole.document))
    } finally {
      cli.remove()
    }
  }, 120_000)

  test('what is remembered of an object does not hide that it is gone', async () => {
    await verify('gone')
    const [, digest] = built.digests
    const log = digest?.logs[0]?.object
    if (log === undefined) throw new Error('no log file')
    await client.send(new DeleteObjectCommand({ Bucket: log.bucket, Key: log.key }))
    const { code, document } = await verify('gone')
    expect([code, wrongIn(document).length]).toEqual([1, 1])
    expect(JSON.stringify(document.problems)).toContain(log.key)
    await putObjects(client, [log])
    expect((await verify('gone')).code).toBe(0)
  })

  test('a folder inside AWSLogs/ that may not be listed is open: it may hide what is missing', async () => {
    const place = { bucket: 'two-accounts' }
    const runs = [{ from: FROM, to: FROM + HOURS * HOUR }]
    const one = chainOf({ place, runs })
    const two = chainOf({ place: { ...place, account: '444455556666' }, runs })
    const gone = two.digests[5]?.object
    await client.send(new CreateBucketCommand({ Bucket: place.bucket }))
    await putObjects(
      client,
      [...one.objects, ...two.objects].filter((o) => o !== gone),
    )
    for (const denied of [
      'AWSLogs/',
      'AWSLogs/444455556666/',
      'AWSLogs/444455556666/CloudTrail/',
    ]) {
      const match = `prefix=${encodeURIComponent(denied)}`
      stub.state.faults.push({
        ...{ account: '*', operation: 'ListObjectsV2', status: 403, code: 'AccessDenied' },
        match,
      })
      const { code, document } = await verifyIn(
        [
          ...[`s3://${place.bucket}`, '--keys', keys, '--endpoint-url', stub.endpoint],
          ...['--workspace', join(root, 'two-accounts'), '--trail', 'audit'],
        ],
        { env: ENV, now: NOW },
      )
      stub.state.faults.length = 0
      const said = document.problems.filter((p) => p.kind === 'folder-unreadable')
      expect(said.flatMap((p) => p.objects)).toContain(`s3://${place.bucket}/${denied}`)
      // Files that digests name are read where they are: then the digest that is gone is found.
      expect([denied, code]).toEqual([denied, denied.endsWith('CloudTrail/') ? 1 : 3])
    }
  })

  test('an object that is denied is open, not bad, and never ends the run', async () => {
    const fault = {
      account: '*',
      operation: 'GetObject',
      status: 403,
      code: 'AccessDenied',
      times: 1,
    }
    stub.state.faults.push(fault)
    const { code, document } = await verify('denied')
    stub.state.faults.length = 0
    expect(code).toBe(3)
    expect(document.counts.invalid).toBe(0)
    expect(document.problems.filter((p) => p.weight === 'failure')).toEqual([])
  })
})
