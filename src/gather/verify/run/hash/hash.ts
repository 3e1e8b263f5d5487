import { contentOf } from '../../../objects/content.ts'
import { Rejection } from '../../../objects/rejection.ts'
import { bodyOfDigest, type DigestBody } from '../../digest/parse.ts'
import { readRegularNow } from '../../store/regular-file.ts'
import type { Unreadable } from '../../store/store.ts'
import type { Hashed, HashTask } from './task.ts'

const storedOf = ({ from }: HashTask): Buffer => {
  if ('path' in from) return readRegularNow(from.path)
  const { buffer, byteOffset, byteLength } = from.stored
  return Buffer.from(buffer, byteOffset, byteLength)
}

const rejected = ({ code, message }: Rejection): Hashed => ({ status: code, detail: message })

const unreadable = (error: unknown): Unreadable => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { status: 'absent', detail: 'the file is gone' }
  if (code === 'EACCES' || code === 'EPERM') return { status: 'denied', detail: message }
  return { status: 'failed', detail: message }
}

/**
 * Hashes the first gzip member of an object, as a digest states it (facts/aws.md 2.3). A file that someone uncompressed holds
 * the same bytes and is hashed as it is. Never throws.
 */
export const hashNow = (task: HashTask): Hashed => {
  try {
    const { sha256, trailing } = contentOf(storedOf(task), true, task.limit)
    return { status: 'hashed', sha256, trailing }
  } catch (error) {
    return error instanceof Rejection ? rejected(error) : unreadable(error)
  }
}

/** Parses a digest. Never throws. */
export const parseNow = (task: HashTask): DigestBody | Unreadable => {
  try {
    return bodyOfDigest(storedOf(task), task.limit)
  } catch (error) {
    return unreadable(error)
  }
}
