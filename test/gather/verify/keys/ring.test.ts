import { createPublicKey } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKeyRing } from '../../../../src/gather/verify/keys/open.ts'
import { HOUR } from '../../../../src/model/time.ts'
import { smallOrganization } from '../../../fakes/aws/small-organization.ts'
import { denied } from '../../../fakes/aws/state.ts'
import { type Stub, startStub } from '../../../fakes/aws/stub.ts'
import { listPublicKeysAnswer, newSigner, type Signer } from '../../../fixtures/digests/signer.ts'
import { askerAt, hours, newFolder, quietEffects } from '../store/support.ts'

const pkcs1 = newSigner()
const spki = newSigner({ type: 'spki' })
const der = (s: Signer) => Buffer.from(s.der, 'base64')
const pem = (s: Signer, type: 'pkcs1' | 'spki') =>
  createPublicKey({ key: der(s), format: 'der', type: s === spki ? 'spki' : 'pkcs1' }).export({
    type,
    format: 'pem',
  })
const { from, to } = hours('2026-11-01', '2026-11-02')

const ringOf = (files: Readonly<Record<string, string | Buffer>>, workspace = newFolder()) => {
  const folder = newFolder()
  mkdirSync(join(folder, 'deeper'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return openKeyRing({ keys: [folder], workspace }, askerAt(undefined), quietEffects())
}

describe('keys that are given', () => {
  it('may be an answer of ListPublicKeys, with times as text or as seconds', async () => {
    const answer = listPublicKeysAnswer([pkcs1])
    const [key] = answer.PublicKeyList
    const seconds = { ...key, ValidityStartTime: 1_788_220_800.5 }
    for (const [content, start] of [
      [answer, pkcs1.from],
      [answer.PublicKeyList, pkcs1.from],
      [seconds, 1_788_220_800_500_000],
    ] as const) {
      const ring = await ringOf({ 'deeper/keys.json': JSON.stringify(content), 'notes.txt': 'x' })
      expect(ring.key(pkcs1.fingerprint.toUpperCase())).toMatchObject({
        der: pkcs1.der,
        from: start,
        to: pkcs1.to,
        source: expect.stringContaining('deeper/keys.json'),
      })
    }
  })

  it('may be PEM or DER, PKCS#1 or SPKI: both fingerprints lead to the key (peers 4.4, 9)', async () => {
    for (const signer of [pkcs1, spki])
      for (const content of [pem(signer, 'pkcs1'), pem(signer, 'spki'), der(signer), signer.der]) {
        const ring = await ringOf({ key: content })
        expect(ring.key(signer.fingerprint)).toMatchObject({
          der: signer.der,
          from: null,
          to: null,
        })
      }
  })

  it('tells several keys in one PEM apart', async () => {
    const ring = await ringOf({ 'keys.pem': `${pem(pkcs1, 'spki')}\n${pem(spki, 'pkcs1')}` })
    expect(ring.key(pkcs1.fingerprint)).toBeDefined()
    expect(ring.key(spki.fingerprint)).toBeDefined()
  })

  it('that are not what their fingerprint says give way to one that is', async () => {
    const [key] = listPublicKeysAnswer([pkcs1]).PublicKeyList
    const forged = { ...key, Value: spki.der }
    const ring = await ringOf({
      'a.json': JSON.stringify([forged]),
      'b.json': JSON.stringify([key]),
      'c.json': JSON.stringify([forged]),
    })
    expect(ring.key(pkcs1.fingerprint)?.der).toBe(pkcs1.der)
  })

  it('must be there: a path without a public key is a mistake, a private key is none', async () => {
    const folder = newFolder()
    writeFileSync(
      join(folder, 'id'),
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    )
    for (const path of [join(folder, 'id'), folder, join(folder, 'none')])
      await expect(
        openKeyRing({ keys: [path], workspace: folder }, askerAt(undefined), quietEffects()),
      ).rejects.toMatchObject({ code: 'configuration' })
  })

  it('are told as used when they were, and only then', async () => {
    const ring = await ringOf({ a: pem(pkcs1, 'pkcs1'), b: pem(spki, 'pkcs1') })
    expect(ring.used()).toEqual([])
    ring.key(pkcs1.fingerprint)
    ring.key('00')
    expect(ring.used().map((k) => k.fingerprint)).toEqual([pkcs1.fingerprint])
  })
})

describe('keys that are asked for', () => {
  const published = (signer: Signer, region?: string) => ({
    Value: signer.der,
    Fingerprint: signer.fingerprint,
    ValidityStartTime: signer.from / 1e6,
    ValidityEndTime: signer.to / 1e6,
    ...(region === undefined ? {} : { region }),
  })
  const withStub = async (work: (stub: Stub) => Promise<void>) => {
    const stub = await startStub('111111111111', smallOrganization)
    await work(stub).finally(() => stub.stop())
  }
  const asked = (stub: Stub) => stub.state.calls.filter((c) => c.endsWith(' ListPublicKeys'))

  it('come from the region of the digest, over all pages, and are kept for offline use', () =>
    withStub(async (stub) => {
      const workspace = newFolder()
      const others = [newSigner(), newSigner(), newSigner()]
      for (const s of [...others, pkcs1]) stub.state.publicKeys.push(published(s, 'eu-west-1'))
      const ring = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      expect(await ring.prepare('eu-west-1', from, to)).toBeNull()
      expect(asked(stub)).toEqual(Array(2).fill('111111111111 eu-west-1 ListPublicKeys'))
      expect(ring.key(pkcs1.fingerprint)).toEqual({
        fingerprint: pkcs1.fingerprint,
        der: pkcs1.der,
        from: pkcs1.from,
        to: pkcs1.to,
        source: `ListPublicKeys of eu-west-1 at ${stub.endpoint}`,
      })
      const there = askerAt(stub.endpoint, { offline: true })
      const offline = await openKeyRing({ workspace }, there, quietEffects())
      expect(await offline.prepare('eu-west-1', from, to, [pkcs1.fingerprint])).toBeNull()
      expect(offline.key(pkcs1.fingerprint)).toMatchObject({ der: pkcs1.der, to: pkcs1.to })
      const given = await openKeyRing(
        { workspace: newFolder(), keys: [join(workspace, 'keys')] },
        askerAt(undefined),
        quietEffects(),
      )
      expect(given.key(pkcs1.fingerprint)?.der).toBe(pkcs1.der)
    }))

  it('of another endpoint than AWS’s own are no keys of AWS, nor of a third endpoint', () =>
    withStub(async (stub) => {
      const workspace = newFolder()
      stub.state.publicKeys.push(published(pkcs1))
      const ring = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      await ring.prepare('eu-west-1', from, to)
      expect(ring.key(pkcs1.fingerprint)).toBeDefined()
      for (const asker of [
        askerAt(undefined),
        askerAt('http://127.0.0.1:9', { offline: true }),
        askerAt(`${stub.endpoint}/`, { offline: true }),
      ]) {
        const other = await openKeyRing({ workspace }, asker, quietEffects())
        expect(other.key(pkcs1.fingerprint)).toBeUndefined()
      }
    }))

  it('are asked for once for each time, by this run and the next, at once or after each other', () =>
    withStub(async (stub) => {
      const workspace = newFolder()
      const open = () => openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      const first = await open()
      await Promise.all([1, 2, 3].map(() => first.prepare('eu-west-1', from, to)))
      await (await open()).prepare('eu-west-1', from + HOUR, to)
      expect(asked(stub)).toHaveLength(1)
      await (await open()).prepare('eu-west-1', from, to + 24 * HOUR)
      await (await open()).prepare('us-east-1', from, to)
      expect(asked(stub)).toHaveLength(3)
    }))

  it('are not asked for when all that are needed are held; one that nobody has is named', () =>
    withStub(async (stub) => {
      const folder = newFolder()
      const keys = [join(folder, 'key')]
      writeFileSync(join(folder, 'key'), der(pkcs1))
      const options = { workspace: newFolder(), keys }
      const ring = await openKeyRing(options, askerAt(stub.endpoint), quietEffects())
      expect(await ring.prepare('eu-west-1', from, to, [pkcs1.fingerprint])).toBeNull()
      expect(asked(stub)).toEqual([])
      expect(await ring.prepare('eu-west-1', from, to, [spki.fingerprint])).toMatch(
        `has no key ${spki.fingerprint}`,
      )
    }))

  it('that signed up to two hours after their time are found', () =>
    withStub(async (stub) => {
      const late = { ...published(pkcs1), ValidityStartTime: (to + HOUR) / 1e6 }
      stub.state.publicKeys.push(late)
      const ring = await openKeyRing(
        { workspace: newFolder() },
        askerAt(stub.endpoint),
        quietEffects(),
      )
      await ring.prepare('eu-west-1', from, to)
      expect(ring.key(pkcs1.fingerprint)).toBeDefined()
    }))

  it('that are refused leave a reason, and are not asked for again in the run', () =>
    withStub(async (stub) => {
      stub.state.faults.push(denied('*', 'ListPublicKeys'))
      const workspace = newFolder()
      const ring = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      const why = await ring.prepare('eu-west-1', from, to)
      expect(why).toMatch(/cloudtrail:ListPublicKeys.*AccessDenied/)
      expect(await ring.prepare('eu-west-1', from - HOUR, to)).toBe(why)
      expect(asked(stub)).toHaveLength(1)
      stub.state.faults.splice(0)
      const next = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      expect(await next.prepare('eu-west-1', from, to)).toBeNull()
    }))

  it('are never asked for with --offline, nor for a region that is none', () =>
    withStub(async (stub) => {
      const workspace = newFolder()
      const offline = askerAt(stub.endpoint, { offline: true })
      const ring = await openKeyRing({ workspace }, offline, quietEffects())
      expect(await ring.prepare('eu-west-1', from, to)).toMatch('--offline')
      const online = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      expect(await online.prepare('../x', from, to)).toMatch('no region')
      expect(stub.state.calls).toEqual([])
    }))

  it('survive a file in the workspace that is damaged', () =>
    withStub(async (stub) => {
      const workspace = newFolder()
      stub.state.publicKeys.push(published(pkcs1))
      const first = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      await first.prepare('eu-west-1', from, to)
      const endpoint = stub.endpoint.replace(/[^A-Za-z0-9.]+/g, '-')
      const path = join(workspace, 'keys', `eu-west-1@${endpoint}.json`)
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
        schema: 'wholetrail/keys/1',
        region: 'eu-west-1',
        asked: [{ from: '2026-11-01T00:00:00Z', to: '2026-11-02T02:00:00Z' }],
      })
      writeFileSync(path, '{"schema": "wholetrail/keys/1", "asked": [null, 3, {"from": 1}], "Publi')
      const ring = await openKeyRing({ workspace }, askerAt(stub.endpoint), quietEffects())
      expect(await ring.prepare('eu-west-1', from, to)).toBeNull()
      expect(ring.key(pkcs1.fingerprint)).toBeDefined()
    }))

  it('stop with the run', () =>
    withStub(async (stub) => {
      const controller = new AbortController()
      const asker = askerAt(stub.endpoint, {}, controller.signal)
      const ring = await openKeyRing({ workspace: newFolder() }, asker, quietEffects())
      controller.abort()
      await expect(ring.prepare('eu-west-1', from, to)).rejects.toMatchObject({
        code: 'interrupted',
      })
    }))

  it('need no AWS to be told why there are none: without credentials the reason says so', async () => {
    const asker = askerAt('http://127.0.0.1:1')
    const ring = await openKeyRing({ workspace: newFolder() }, asker, quietEffects())
    expect(await ring.prepare('eu-west-1', from, to)).toMatch(/ListPublicKeys of eu-west-1 cannot/)
  })
})
