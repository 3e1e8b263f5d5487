import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { allMembers, firstMember, isGzip } from './gzip.ts'
import { Rejection } from './rejection.ts'

/** The uncompressed bytes of an object. */
export interface Content {
  readonly bytes: Buffer
  /** SHA-256 of the bytes, hex: what a digest file states. */
  readonly sha256: string
  /** Bytes after the first gzip member of an object in CloudTrail's layout. */
  readonly trailing: number
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Uncompresses an object. In CloudTrail's layout only the first gzip member counts; elsewhere all do
 * (R19). Throws `Rejection` for what is truncated, corrupt, or larger than `limit` bytes.
 */
export const contentOf = (stored: Buffer, inLayout: boolean, limit: number): Content => {
  if (!isGzip(stored)) {
    if (stored.length > limit)
      throw new Rejection('larger than the limit (--max-object-bytes)', 'too-large')
    return { bytes: stored, sha256: sha256(stored), trailing: 0 }
  }
  if (inLayout) {
    const { content, trailing } = firstMember(stored, limit)
    return { bytes: content, sha256: sha256(content), trailing }
  }
  const bytes = allMembers(stored, limit)
  return { bytes, sha256: sha256(bytes), trailing: 0 }
}

/** Throws `Rejection` unless the bytes are UTF-8; gives them without a byte order mark. */
export const utf8Of = (bytes: Buffer): { bytes: Buffer; skipped: number } => {
  if (!isUtf8(bytes)) throw new Rejection('not UTF-8')
  const skipped = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return { bytes: bytes.subarray(skipped), skipped }
}
