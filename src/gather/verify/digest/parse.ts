import { isUtf8 } from 'node:buffer'
import { tryParseInstant } from '../../../model/time.ts'
import { contentOf } from '../../objects/content.ts'
import { Rejection } from '../../objects/rejection.ts'
import type { Read } from '../store/store.ts'
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

const parsed = (read: Extract<Read, { status: 'read' }>, limit: number): ParsedDigest => {
  const stored = Buffer.from(read.stored.buffer, read.stored.byteOffset, read.stored.byteLength)
  const { bytes, sha256, trailing } = contentOf(stored, true, limit)
  const { metadata } = read
  return {
    status: 'parsed',
    digest: digestOfJson(jsonOf(bytes)),
    sha256,
    trailing,
    signature: metadata?.signature?.toLowerCase() ?? null,
    signatureAlgorithm: metadata?.['signature-algorithm'] ?? null,
    generatedAt: tryParseInstant(metadata?.['backfill-generation-timestamp'] ?? '') ?? null,
  }
}

/**
 * What a digest object holds: its first gzip member (facts/aws.md 2.3), parsed, with what its metadata says. Nothing of it
 * is believed yet. `limit` in bytes, uncompressed. Never throws for what is wrong with the object.
 */
export const contentOfDigest = (read: Read, limit: number): FoundDigest['content'] => {
  if (read.status !== 'read') return read
  try {
    return parsed(read, limit)
  } catch (error) {
    if (error instanceof Rejection) return { status: 'malformed', detail: error.message }
    throw error
  }
}
