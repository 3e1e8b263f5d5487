import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bodyOfDigest, contentOfDigest } from '../../../../src/gather/verify/digest/parse.ts'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'

const from = parseInstant('2026-11-10T00:00:00Z')
const { digests } = chainOf({ runs: [{ from, to: from + 2 * HOUR }] })
const second = digests[1]
if (second === undefined) throw new Error('none')

const LIMIT = 100_000

const read = (stored: Uint8Array, metadata: Readonly<Record<string, string>> | null = null) =>
  contentOfDigest({ status: 'read', uri: 'x', stored, mark: null, metadata }, LIMIT)

const with_ = (more: Record<string, unknown>) =>
  read(gzipSync(JSON.stringify({ ...JSON.parse(second.content), ...more })))

describe('a digest file', () => {
  test('is read with what its metadata says', () => {
    const content = read(second.object.stored, second.object.metadata)
    expect(content).toMatchObject({
      status: 'parsed',
      trailing: 0,
      signature: second.signature,
      signatureAlgorithm: 'SHA256withRSA',
      generatedAt: null,
      digest: {
        account: '111122223333',
        from: from + HOUR,
        to: from + 2 * HOUR,
        endText: '2026-11-10T02:00:00Z',
        algorithm: 'SHA256withRSA',
        previous: { signature: digests[0]?.signature, key: digests[0]?.object.key },
        files: [{ sha256: second.logs[0]?.entry.hashValue }],
      },
    })
  })

  test('may hold members that nobody knows yet', () => {
    expect(with_({ digestVersion: 2 }).status).toBe('parsed')
  })

  test('may have been stored without gzip: what is signed are the bytes inside', () => {
    const plain = read(gunzipSync(second.object.stored))
    expect(plain).toMatchObject({ status: 'parsed', trailing: 0 })
  })

  test.each([
    ['a digest cut short', () => read(second.object.stored.subarray(0, 60)), 'truncated gzip'],
    ['not JSON', () => read(gzipSync('digest')), 'it is not JSON'],
    ['not UTF-8', () => read(gzipSync(Buffer.from([0x7b, 0xff, 0x7d]))), 'it is not UTF-8'],
    ['no object', () => read(gzipSync('[]')), 'it is no JSON object'],
    ['empty', () => read(Buffer.alloc(0)), 'it is not JSON'],
    ['no logFiles', () => with_({ logFiles: undefined }), 'its logFiles'],
    [
      'a log file with another hash algorithm',
      () => with_({ logFiles: [{ ...second.logs[0]?.entry, hashAlgorithm: 'MD5' }] }),
      'its logFiles.0.hashAlgorithm',
    ],
    [
      'another algorithm for the digest before',
      () => with_({ previousDigestHashAlgorithm: 'SHA-1' }),
      'its previousDigestHashAlgorithm',
    ],
    ['no time', () => with_({ digestEndTime: '2026-11-10' }), 'its digestEndTime'],
    ['no such day', () => with_({ digestEndTime: '2026-02-30T00:00:00Z' }), 'its digestEndTime'],
    [
      'times the wrong way round',
      () => with_({ digestStartTime: '2026-11-10T03:00:00Z' }),
      'ends before it begins',
    ],
    ['half a link', () => with_({ previousDigestSignature: null }), 'by half'],
  ])('%s is malformed', (_, made, detail) => {
    const content = made()
    expect(content).toMatchObject({ status: 'malformed', detail: expect.stringContaining(detail) })
  })

  test('that could not be read keeps its status', () => {
    const denied = { status: 'denied', detail: 'AccessDenied' } as const
    expect(contentOfDigest(denied, LIMIT)).toEqual(denied)
  })
})

test('a digest larger than the limit was not read: it is not called altered', () => {
  const stored = Buffer.from(JSON.stringify({ logFiles: 'x'.repeat(1000) }))
  for (const bytes of [stored, gzipSync(stored)])
    expect(bodyOfDigest(bytes, 100)).toMatchObject({ status: 'too-large' })
  expect(read(gzipSync(Buffer.alloc(LIMIT + 1)))).toMatchObject({
    status: 'too-large',
    detail: expect.stringContaining('larger than 0.1 MB uncompressed'),
  })
})
