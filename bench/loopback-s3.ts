import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { HOUR, MINUTE, parseInstant } from '../src/model/time.ts'
import { chainOf } from '../test/fixtures/digests/chain.ts'
import { testSigner } from '../test/fixtures/digests/signer.ts'

/** What the server is to hold, and how long each answer is to take. */
export interface Loopback {
  readonly hours: number
  readonly logsAnHour: number
  readonly milliseconds: number
}

export const LOOPBACK_FROM = parseInstant('2026-10-01')

interface Answer {
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const objectsOf = ({ hours, logsAnHour }: Loopback) => {
  const runs = [{ from: LOOPBACK_FROM, to: LOOPBACK_FROM + hours * HOUR }]
  const { objects } = chainOf({ runs, logs: () => Math.min(logsAnHour, HOUR / (5 * MINUTE)) })
  return new Map(objects.map((o) => [o.key, o]))
}

/** ListObjectsV2, and ListObjects as AWS's command line asks. */
const listing = (keys: readonly string[], query: URLSearchParams): Answer => {
  const prefix = query.get('prefix') ?? ''
  const after = ['continuation-token', 'start-after', 'marker'].map((n) => query.get(n) ?? '')
  const found = keys.filter((k) => k.startsWith(prefix) && after.every((a) => k > a))
  const named = (k: string) => `${prefix}${k.slice(prefix.length).split('/')[0]}/`
  const folders = query.has('delimiter')
    ? [...new Set(found.filter((k) => k.indexOf('/', prefix.length) > 0).map(named))]
    : []
  const page = query.has('delimiter') ? [] : found.slice(0, 1000)
  const isCut = page.length > 0 && found.length > page.length
  const next = escaped(page.at(-1) ?? '')
  const more = isCut ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
  return {
    body: `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${more}${page
      .map(
        (k) =>
          `<Contents><Key>${escaped(k)}</Key><Size>1</Size><ETag>"${k.length}"</ETag></Contents>`,
      )
      .join('')}${folders
      .map((f) => `<CommonPrefixes><Prefix>${escaped(f)}</Prefix></CommonPrefixes>`)
      .join('')}</ListBucketResult>`,
  }
}

const identity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/bench</Arn><UserId>A</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'

const publicKeys = (): string => {
  const { der, fingerprint, from, to } = testSigner()
  const key = {
    Value: der,
    Fingerprint: fingerprint,
    ValidityStartTime: from / 1e6,
    ValidityEndTime: to / 1e6,
  }
  return JSON.stringify({ PublicKeyList: [key] })
}

const serve = (options: Loopback): void => {
  const objects = objectsOf(options)
  const keys = [...objects.keys()].sort()
  const answerTo = ({ url = '/', headers }: IncomingMessage): Answer => {
    const target = String(headers['x-amz-target'] ?? '')
    if (target.endsWith('ListPublicKeys'))
      return { body: publicKeys(), headers: { 'content-type': 'application/x-amz-json-1.1' } }
    const { pathname, searchParams } = new URL(url, 'http://loopback')
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
    if (pathname === '/') return { body: identity }
    if (searchParams.has('location')) return { body: '<LocationConstraint/>' }
    if (searchParams.has('versioning')) return { body: '<VersioningConfiguration/>' }
    if (key === '') return listing(keys, searchParams)
    const found = objects.get(key)
    if (found === undefined) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
    const metadata = Object.entries(found.metadata).map(([n, v]) => [`x-amz-meta-${n}`, v])
    return {
      body: found.stored,
      headers: { etag: `"${key.length}"`, ...Object.fromEntries(metadata) },
    }
  }
  const server = createServer(async (request, response) => {
    request.resume()
    await sleep(options.milliseconds)
    const { body, headers = {}, status = 200 } = answerTo(request)
    const type = typeof body === 'string' ? 'text/xml' : 'application/octet-stream'
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    parentPort?.postMessage({ port: (server.address() as AddressInfo).port })
  })
}

if (!isMainThread && parentPort !== null) serve(workerData as Loopback)
