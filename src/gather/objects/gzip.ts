import { constants, crc32, gunzipSync } from 'node:zlib'
import { inflate } from './inflate.ts'
import { Rejection } from './rejection.ts'

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e5) / 10} MB`

const tooLarge = (limit: number): Rejection =>
  new Rejection(`larger than ${megabytes(limit)} uncompressed (--max-object-bytes)`, 'too-large')

/** Length of the header of a gzip member (RFC 1952 2.3), or undefined when it is cut off. */
const headerLength = (bytes: Uint8Array): number | undefined => {
  const flags = bytes[3] ?? 0
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return undefined
    at = end + 1
  }
  if ((flags & 2) !== 0) at += 2
  return at + 8 <= bytes.length ? at : undefined
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true)

/** Deflate makes nothing smaller than this. */
const MOST_RATIO = 1032

/**
 * The first member of a gzip file, and how many bytes stand after it: CloudTrail writes one member, so
 * bytes after it were added by someone else (R19). The content is good until the next call. Throws
 * `Rejection`.
 */
export const firstMember = (
  bytes: Uint8Array,
  limit: number,
): { content: Buffer; trailing: number } => {
  const start = headerLength(bytes)
  if (start === undefined) throw new Rejection('truncated gzip')
  const promised = uint32(bytes, bytes.length - 4)
  const expected = 64 + Math.min(promised, bytes.length * MOST_RATIO)
  const { buffer: content, used } = inflated(bytes.subarray(start), expected, limit)
  const end = start + used
  if (end + 8 > bytes.length) throw new Rejection('truncated gzip')
  if (uint32(bytes, end) !== crc32(content)) throw new Rejection('corrupt gzip: wrong CRC')
  if (uint32(bytes, end + 4) !== content.length % 2 ** 32)
    throw new Rejection('corrupt gzip: wrong length')
  return { content, trailing: bytes.length - end - 8 }
}

const inflated = (bytes: Uint8Array, expected: number, limit: number) => {
  try {
    return inflate(bytes, expected, limit)
  } catch (error) {
    throw asRejection(error, limit)
  }
}

/** All members of a gzip file, joined. Throws `Rejection`. */
export const allMembers = (bytes: Uint8Array, limit: number): Buffer => {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit })
  } catch (error) {
    throw asRejection(error, limit)
  }
}

const asRejection = (error: unknown, limit: number): Rejection => {
  const { code, message } = error as { code?: string; message: string }
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(limit)
  if (code === 'Z_BUF_ERROR') return new Rejection('truncated gzip')
  return new Rejection(`corrupt gzip: ${message}`)
}

/** The first bytes of what a damaged gzip file holds, as far as they can be had. */
export const headOfGzip = (bytes: Uint8Array): Buffer => {
  try {
    return gunzipSync(bytes.subarray(0, 4096), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 4_000_000,
    })
  } catch {
    return Buffer.alloc(0)
  }
}
