import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../src/model/time.ts'
import { randomFrom, syntheticEvent } from './events.ts'

export interface ChainsSpec {
  readonly regions: readonly string[]
  readonly from: Instant
  readonly to: Instant
  readonly logsAnHour: number
  readonly eventsPerLog: number
}

export const BUCKET = 'bench-audit-logs'
export const ACCOUNT = '111111111111'

export interface Stored {
  readonly key: string
  readonly bytes: Buffer
  readonly metadata: Readonly<Record<string, string>>
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const stampOf = (at: Instant): string => formatInstant(at).replaceAll(/[-:]/g, '')
const dayOf = (at: Instant): string => formatInstant(at).slice(0, 10).replaceAll('-', '/')

/** So many different contents: made once, since making events takes longer than hashing them. */
const CONTENTS = 200

/** Signed chains of one trail, object by object; the keys as ListPublicKeys answers. */
export const makeChains = (spec: ChainsSpec, put: (object: Stored) => void): string => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const der = publicKey.export({ type: 'pkcs1', format: 'der' })
  const fingerprint = createHash('md5').update(der).digest('hex')
  const random = randomFrom(2026)
  const contents = Array.from({ length: spec.logsAnHour === 0 ? 0 : CONTENTS }, () => {
    const place = { account: ACCOUNT, region: 'us-east-1' }
    const records = Array.from({ length: spec.eventsPerLog }, (_, i) =>
      syntheticEvent(random, place, spec.from / SECOND + i),
    )
    const text = JSON.stringify({ Records: records })
    return { hash: hash(text), bytes: gzipSync(text) }
  })
  let made = 0
  for (const region of spec.regions) {
    let previous: { key: string; hash: string; signature: string } | null = null
    for (let from = spec.from; from < spec.to; from += HOUR) {
      const to = from + HOUR
      const logFiles = Array.from({ length: spec.logsAnHour }, (_, i) => {
        const at = from + i * 5 * MINUTE
        const id = String(made).padStart(16, '0')
        const key = `AWSLogs/${ACCOUNT}/CloudTrail/${region}/${dayOf(at)}/${ACCOUNT}_CloudTrail_${region}_${stampOf(at).slice(0, 13)}Z_${id}.json.gz`
        const content = contents[made++ % CONTENTS]
        put({ key, bytes: content?.bytes ?? Buffer.alloc(0), metadata: {} })
        return {
          s3Bucket: BUCKET,
          s3Object: key,
          hashValue: content?.hash,
          hashAlgorithm: 'SHA-256',
          newestEventTime: formatInstant(at),
          oldestEventTime: formatInstant(at),
        }
      })
      const key = `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${region}/${dayOf(to)}/${ACCOUNT}_CloudTrail-Digest_${region}_bench_us-east-1_${stampOf(to)}.json.gz`
      const text: string = JSON.stringify({
        awsAccountId: ACCOUNT,
        digestStartTime: formatInstant(from),
        digestEndTime: formatInstant(to),
        digestS3Bucket: BUCKET,
        digestS3Object: key,
        digestPublicKeyFingerprint: fingerprint,
        digestSignatureAlgorithm: 'SHA256withRSA',
        newestEventTime: null,
        oldestEventTime: null,
        previousDigestS3Bucket: previous === null ? null : BUCKET,
        previousDigestS3Object: previous?.key ?? null,
        previousDigestHashValue: previous?.hash ?? null,
        previousDigestHashAlgorithm: previous === null ? null : 'SHA-256',
        previousDigestSignature: previous?.signature ?? null,
        logFiles,
      })
      const signed = [
        formatInstant(to),
        `${BUCKET}/${key}`,
        hash(text),
        previous?.signature ?? 'null',
      ]
      const signature: string = sign(
        'RSA-SHA256',
        Buffer.from(signed.join('\n')),
        privateKey,
      ).toString('hex')
      const metadata = { signature, 'signature-algorithm': 'SHA256withRSA' }
      put({ key, bytes: gzipSync(text, { level: 1 }), metadata })
      previous = { key, hash: hash(text), signature }
    }
  }
  return JSON.stringify({
    PublicKeyList: [
      {
        Value: der.toString('base64'),
        ValidityStartTime: formatInstant(spec.from - 24 * HOUR),
        ValidityEndTime: formatInstant(spec.to + 24 * HOUR),
        Fingerprint: fingerprint,
      },
    ],
  })
}

/** Writes the chains as a copy: `s3/`, `metadata/` and `keys.json` in the folder. */
export const writeChains = (folder: string, spec: ChainsSpec): void => {
  const lines: string[] = []
  const made = new Set<string>()
  const keys = makeChains(spec, ({ key, bytes, metadata }) => {
    const path = join(folder, 's3', BUCKET, key)
    const parent = dirname(path)
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    writeFileSync(path, bytes)
    if ('signature' in metadata) lines.push(JSON.stringify({ key, metadata }))
  })
  mkdirSync(join(folder, 'metadata'), { recursive: true })
  writeFileSync(join(folder, 'metadata', `${BUCKET}.jsonl`), `${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'keys.json'), keys)
}
