import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSignatureOf } from '../../../../src/gather/verify/digest/check-signature.ts'
import { keyObjectOf } from '../../../../src/gather/verify/digest/key-object.ts'
import { contentOfDigest } from '../../../../src/gather/verify/digest/parse.ts'
import { signingStringOf } from '../../../../src/gather/verify/digest/signing-string.ts'
import type { PublicKey } from '../../../../src/model/digest.ts'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { newSigner, publicKeyOf, testSigner } from '../../../fixtures/digests/signer.ts'
import { sha256 } from '../../../fixtures/digests/stored.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const { digests } = chainOf({ runs: [{ from, to: from + 2 * HOUR }] })

const parsedOf = (i: number) => {
  const { object } = digests[i] ?? { object: undefined }
  if (object === undefined) throw new Error('none')
  const content = contentOfDigest(
    { status: 'read', uri: 'x', stored: object.stored, mark: null, metadata: object.metadata },
    100_000,
  )
  if (content.status !== 'parsed') throw new Error(content.status)
  return content
}

const given = (der: Buffer): PublicKey => ({
  fingerprint: createHash('md5').update(der).digest('hex'),
  der: der.toString('base64'),
  from: null,
  to: null,
  source: 'key.pem',
})

test('facts 2.3 what is signed: end time, place, hash, signature before, or the word null', () => {
  const [first, second] = digests
  const line = (i: number) => {
    const { digest, sha256: hash } = parsedOf(i)
    return signingStringOf(digest, hash)
  }
  expect(line(0)).toBe(
    `2026-11-10T01:00:00Z\n${first?.object.bucket}/${first?.object.key}\n${sha256(first?.content ?? '')}\nnull`,
  )
  expect(line(1).split('\n')).toEqual([
    '2026-11-10T02:00:00Z',
    `${second?.object.bucket}/${second?.object.key}`,
    sha256(second?.content ?? ''),
    first?.signature,
  ])
})

test('keys in PKCS#1 and SPKI form check signatures; another key, another digest, other bytes do not', () => {
  const key = keyObjectOf(publicKeyOf(testSigner()))
  const other = keyObjectOf(publicKeyOf(newSigner({ type: 'spki' })))
  if (typeof key === 'string' || typeof other === 'string') throw new Error('no key')
  const parsed = parsedOf(1)
  const signature = parsed.signature ?? ''
  expect(isSignatureOf(parsed, signature, key)).toBe(true)
  expect(isSignatureOf(parsed, signature.toUpperCase(), key)).toBe(true)
  expect(isSignatureOf(parsed, signature, other)).toBe(false)
  expect(isSignatureOf(parsedOf(0), signature, key)).toBe(false)
  for (const wrong of ['', 'zz', signature.slice(2), `${signature}00`, signature.slice(1)])
    expect(isSignatureOf(parsed, wrong, key), wrong.slice(0, 8)).toBe(false)
})

test('a sentence for what is no key: other bytes than the fingerprint names, no key at all, no RSA', () => {
  const wrong = { ...publicKeyOf(newSigner()), fingerprint: testSigner().fingerprint }
  expect(keyObjectOf(wrong)).toContain('is not the one that its fingerprint')
  expect(keyObjectOf(given(Buffer.from('nothing')))).toContain('is no RSA key')
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  expect(keyObjectOf(given(publicKey.export({ type: 'spki', format: 'der' })))).toContain(
    'is no RSA key',
  )
})
