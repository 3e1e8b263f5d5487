import { chmod, copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../../src/gather/verify/store/open.ts'
import type { StoreOptions } from '../../../../src/gather/verify/store/options.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { writeFolder } from '../../../fixtures/digests/write-folder.ts'
import { askerAt, hours, NOW, newFolder } from './support.ts'

const run = hours('2026-11-01T20:00:00Z', '2026-11-02T04:00:00Z')
const chain = chainOf({ runs: [run], place: { prefix: 'trail/a', organization: 'o-abcdef1234' } })
const always = { from: 0, to: Number.POSITIVE_INFINITY }

const open = (source: string, options: Partial<StoreOptions> = {}) =>
  openStore(source, { now: NOW, workspace: '/nowhere', ...options }, askerAt(undefined))

const folder = {
  bucket: chain.place.bucket,
  prefix: 'trail/a',
  organization: 'o-abcdef1234',
  account: chain.place.account,
  region: chain.place.region,
}

describe('a whole copy', () => {
  it('names folders and objects as their digests state, whatever its own folders are called', async () => {
    const copy = await writeFolder(newFolder(), chain.objects)
    await rename(join(copy, chain.place.bucket), join(copy, 'evidence'))
    const store = await open(copy)
    expect(store.kind).toBe('copy')
    expect(await store.folders()).toEqual([folder])
    const digests = await store.digests(folder, always)
    expect(digests.map(({ bucket, key }) => ({ bucket, key }))).toEqual(
      chain.digests.map((d) => ({ bucket: d.object.bucket, key: d.object.key })),
    )
    expect((await store.logs(folder, always)).map((l) => l.key)).toEqual(
      chain.logs.map((l) => l.object.key),
    )
    const [first] = chain.logs
    expect(first && (await store.read(first.object))).toMatchObject({
      status: 'read',
      stored: first?.object.stored,
      mark: null,
      metadata: null,
    })
  })

  it('lists the objects whose names tell a time in the window, from and not to', async () => {
    const store = await open(await writeFolder(newFolder(), chain.objects))
    const found = await store.digests(folder, hours('2026-11-01T23:00:00Z', '2026-11-02T01:00:00Z'))
    expect(found.map((d) => d.key)).toEqual(chain.digests.slice(2, 4).map((d) => d.object.key))
    expect(await store.digests(folder, hours('2026-12-01', '2026-12-02'))).toEqual([])
  })

  it('shows what was delivered up to the latest instant that a name tells, and never past now', async () => {
    const copy = await writeFolder(newFolder(), chain.objects)
    expect((await open(copy)).asOf).toBe(run.to)
    expect((await open(copy, { now: run.from })).asOf).toBe(run.from)
  })

  it('reads the metadata that it kept, beside it or beside each file, and says where it kept none', async () => {
    const [, digest] = chain.digests
    for (const [kept, metadata] of [
      ['jsonl', digest?.object.metadata],
      ['sidecar', digest?.object.metadata],
      ['none', null],
    ] as const) {
      const copy = await writeFolder(newFolder(), chain.objects, kept)
      for (const source of [copy, join(copy, chain.place.bucket)]) {
        const store = await open(source)
        expect(digest && (await store.read(digest.object))).toMatchObject({ metadata })
        expect(await store.digests(folder, always)).toHaveLength(chain.digests.length)
      }
    }
  })

  it('takes metadata from a file that is named, with the bucket in its lines', async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects, 'none')
    const [digest] = chain.digests
    const line = (bucket: string, signature: string) =>
      JSON.stringify({
        Bucket: bucket,
        Key: digest?.object.key,
        Metadata: { Signature: signature },
      })
    const file = join(base, 'elsewhere.txt')
    await writeFile(
      file,
      ['no json', line('another', 'aa'), line(chain.place.bucket, 'bb')].join('\n'),
    )
    const store = await open(copy, { metadata: [file] })
    expect(digest && (await store.read(digest.object))).toMatchObject({
      metadata: { signature: 'bb' },
    })
    await expect(open(copy, { metadata: [join(base, 'none')] })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('there is no such file'),
      hint: expect.stringContaining('one JSON object a line'),
    })
  })

  it('takes no file for metadata that tells none: its digests would stay unproven in silence', async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects, 'none')
    const file = join(base, 'm1.json')
    await writeFile(file, '{"key": "a"}\n[]\n\nno json\n')
    await expect(open(copy, { metadata: [file] })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('m1.json holds no metadata'),
      hint: expect.stringContaining('FILE.metadata.json'),
    })
  })

  it('tells which status an object has that cannot be read, and never throws', async () => {
    const copy = await writeFolder(newFolder(), chain.objects)
    const [gone, locked, large] = chain.logs.map((l) => l.object)
    if (!gone || !locked || !large) throw new Error('three logs are needed')
    await rm(join(copy, gone.bucket, gone.key))
    const store = await open(copy, { maxObjectBytes: large.stored.length - 1 })
    expect(await store.read(gone)).toMatchObject({ status: 'absent' })
    expect(await store.read(large)).toMatchObject({ status: 'too-large' })
    if (process.getuid?.() !== 0) {
      await chmod(join(copy, locked.bucket, locked.key), 0)
      expect(await store.read(locked)).toMatchObject({ status: 'denied' })
    }
  })

  it('never follows a name out of the copy: names come from digests that nobody has checked', async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects)
    await writeFile(join(base, 'secret'), 'secret')
    const store = await open(copy)
    for (const key of [
      'trail/a/AWSLogs/../../../../../secret',
      'AWSLogs/../../../../../secret',
      'AWSLogs//secret',
      '../../secret',
      '/etc/passwd',
    ])
      expect(await store.read({ bucket: chain.place.bucket, key })).toMatchObject({
        status: 'absent',
      })
  })

  it('reads an object that was listed where it was listed, even if another has its name', async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects)
    const [log] = chain.logs
    if (log === undefined) throw new Error('a log is needed')
    const second = join(copy, 'second', log.object.key)
    await mkdir(dirname(second), { recursive: true })
    await writeFile(second, 'other bytes')
    const store = await open(copy)
    const found = (await store.logs({ ...folder, bucket: 'second' }, always)).concat(
      await store.logs(folder, always),
    )
    const reads = await Promise.all(
      found.filter((l) => basename(l.uri) === basename(second)).map((l) => store.read(l)),
    )
    expect(reads.map((r) => r.status === 'read' && Buffer.from(r.stored).toString())).toContain(
      'other bytes',
    )
    expect(await store.read(log.object)).toMatchObject({ stored: log.object.stored })
  })

  it('reports an object in the layout of another place as moved, and its own place first', async () => {
    const other = chainOf({ runs: [run], place: { bucket: 'other-logs', account: '444455556666' } })
    const copy = await writeFolder(newFolder(), [...chain.objects, ...other.objects])
    const [log] = other.logs
    if (log === undefined) throw new Error('a log is needed')
    const tail = log.object.key
    await mkdir(dirname(join(copy, chain.place.bucket, 'trail/a', tail)), { recursive: true })
    await rename(join(copy, 'other-logs', tail), join(copy, chain.place.bucket, 'trail/a', tail))
    const store = await open(copy)
    expect(await store.read(log.object)).toMatchObject({
      status: 'read',
      movedTo: { bucket: chain.place.bucket, key: `trail/a/${tail}` },
    })
    expect(other.logs[1] && (await store.read(other.logs[1].object))).not.toHaveProperty('movedTo')
  })

  it('is not led round by links, and takes a source inside of a layout', async () => {
    const copy = await writeFolder(newFolder(), chain.objects)
    await symlink(copy, join(copy, 'again'))
    expect(await (await open(copy)).folders()).toEqual([folder])
    const inside = join(
      copy,
      chain.place.bucket,
      'trail/a/AWSLogs/o-abcdef1234',
      chain.place.account,
      'CloudTrail-Digest',
    )
    const store = await open(inside)
    expect(await store.folders()).toEqual([folder])
    expect(await store.digests(folder, always)).toHaveLength(chain.digests.length)
    expect(chain.logs[0] && (await store.read(chain.logs[0].object)).status).toBe('read')
  })

  it('takes a file that someone uncompressed for the one that it was', async () => {
    const copy = await writeFolder(newFolder(), chain.objects)
    for (const { object } of [chain.digests[1], chain.logs[1]].flatMap((one) => one ?? [])) {
      const path = join(copy, object.bucket, object.key)
      await writeFile(path.slice(0, -3), gunzipSync(object.stored))
      await rm(path)
      const store = await open(copy)
      expect(await store.read(object)).toMatchObject({
        status: 'read',
        uri: path.slice(0, -3),
        stored: gunzipSync(object.stored),
      })
      const all = [...(await store.digests(folder, always)), ...(await store.logs(folder, always))]
      expect(all.find((o) => o.key === object.key)?.uri).toBe(path.slice(0, -3))
    }
  })

  it('keeps to the accounts asked for', async () => {
    const other = chainOf({ runs: [run], place: { account: '444455556666' } })
    const copy = await writeFolder(newFolder(), [...chain.objects, ...other.objects])
    const store = await open(copy, { accounts: ['444455556666'] })
    expect((await store.folders()).map((f) => f.account)).toEqual(['444455556666'])
  })

  it('says that it cannot read what is not there', async () => {
    await expect(open('/no/such/folder')).rejects.toMatchObject({ code: 'source-unreadable' })
  })
})

describe('a part of a layout', () => {
  const flat = async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects, 'none')
    const files = join(base, 'flat')
    await mkdir(files)
    for (const o of chain.objects)
      await copyFile(join(copy, o.bucket, o.key), join(files, basename(o.key)))
    return files
  }

  it('of files without folders has the names that digests state', async () => {
    const store = await open(await flat())
    expect(await store.folders()).toEqual([folder])
    const digests = await store.digests(folder, always)
    expect(digests.map((d) => d.key)).toEqual(chain.digests.map((d) => d.object.key))
    expect((await store.logs(folder, always)).map((d) => d.key)).toEqual(
      chain.logs.map((l) => l.object.key),
    )
    const [log] = chain.logs
    const read = log && (await store.read(log.object))
    expect(read).toMatchObject({ status: 'read', stored: log?.object.stored })
    expect(read).not.toHaveProperty('movedTo')
  })

  it('from a region down is read by its names', async () => {
    const base = newFolder()
    const copy = await writeFolder(base, chain.objects, 'none')
    const account = join(
      copy,
      chain.place.bucket,
      'trail/a/AWSLogs/o-abcdef1234',
      chain.place.account,
    )
    await rename(account, join(base, 'part'))
    await rm(copy, { recursive: true })
    const store = await open(base)
    expect(await store.folders()).toEqual([folder])
    expect(chain.logs[0] && (await store.read(chain.logs[0].object)).status).toBe('read')
    expect(store.asOf).toBe(run.to)
  })

  it('in the folder of another day is moved', async () => {
    const base = newFolder()
    const [log] = chain.logs
    if (log === undefined) throw new Error('a log is needed')
    const path = join(base, 'x/2026/10/31', basename(log.object.key))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, log.object.stored)
    const read = await (await open(base)).read(log.object)
    expect(read).toMatchObject({
      status: 'read',
      movedTo: { key: log.object.key.replace('/2026/11/01/', '/2026/10/31/') },
    })
  })
})
