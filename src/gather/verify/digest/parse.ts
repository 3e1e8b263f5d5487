import { isUtf8 } from 'node:buffer'
import { tryParseInstant } from '../../../model/time.ts'
import { contentOf } from '../../objects/content.ts'
import { Rejection } from '../../objects/rejection.ts'
import type { Read, Unreadable } from '../store/store.ts'
import { digestOfJson } from './digest-of-json.ts'
import type { FoundDigest, ParsedDigest } from './found.ts'

const jsonOf = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) throw new Rejection('it is not UTF-8')
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new Rejection('it is not JSON')
  }
}

/** What the bytes of a digest object hold; its signature is in the metadata. */
export type DigestBody =
  | ({ readonly status: 'parsed' } & Pick<ParsedDigest, 'digest' | 'sha256' | 'trailing'>)
  | { readonly status: 'malformed'; readonly detail: string }

/** The first gzip member of a digest (facts/aws.md 2.3), parsed. Nothing of it is believed yet. Throws no `Rejection`. */
export const bodyOfDigest = (stored: Buffer, limit: number): DigestBody | Unreadable => {
  try {
    const { bytes, sha256, trailing } = contentOf(stored, true, limit)
    return { status: 'parsed', digest: digestOfJson(jsonOf(bytes)), sha256, trailing }
  } catch (error) {
    if (error instanceof Rejection) return { status: error.code, detail: error.message }
    throw error
  }
}

/** A digest's body with what its object's metadata says; `null`: a copy kept none. */
export const withMetadata = (
  body: DigestBody,
  metadata: Readonly<Record<string, string>> | null,
): Exclude<FoundDigest['content'], Unreadable> =>
  body.status !== 'parsed'
    ? body
    : {
        ...body,
        signature: metadata?.signature?.toLowerCase() ?? null,
        signatureAlgorithm: metadata?.['signature-algorithm'] ?? null,
        generatedAt: tryParseInstant(metadata?.['backfill-generation-timestamp'] ?? '') ?? null,
      }

/** What a digest object holds. `limit` in bytes, uncompressed. Never throws for what is wrong with the object. */
export const contentOfDigest = (read: Read, limit: number): FoundDigest['content'] => {
  if (read.status !== 'read') return read
  const { buffer, byteOffset, byteLength } = read.stored
  const body = bodyOfDigest(Buffer.from(buffer, byteOffset, byteLength), limit)
  return body.status === 'parsed' || body.status === 'malformed'
    ? withMetadata(body, read.metadata)
    : body
}
