import type { Happening } from '../world/happening.ts'
import { when } from './subjects.ts'
import type { Truth } from './types.ts'

/** What counts for each question (R10), read from the rules and not from the product. */

const readNames = new Set(['GetObject', 'SelectObjectContent', 'GetObjectTorrent'])
const writeNames = new Set(['PutObject', 'CopyObject', 'CompleteMultipartUpload'])
const laterWrites = new Set(['DeleteObject', 'DeleteObjects'])
const startNames = new Set(['RunInstances', 'StartInstances'])
const tamperNames = new Set(['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'])
const alsoTampering = new Set([
  'CreateTrail',
  'StartLogging',
  'PutBucketPolicy',
  'DeleteBucketPolicy',
  'RemoveAccountFromOrganization',
  'AcceptHandshake',
  'EnableRegion',
])

const s3 = (h: Happening) => h.source === 's3.amazonaws.com' && h.category === 'Data'
const done = (h: Happening) => h.outcome === 'success'

/** Part of what is asked by default: management events and S3 objects (R8). */
const asked = (h: Happening) => h.category === 'Management' || s3(h)

/** The place that a read read from, or a write wrote to. */
const at = (place: { bucket?: string; key?: string }, bucket?: string, prefix?: string) =>
  (bucket === undefined || place.bucket === bucket) &&
  (prefix === undefined || (place.key ?? '').startsWith(prefix))

export const isRead = (h: Happening, bucket?: string, prefix?: string): Truth => {
  if (!s3(h) || !done(h)) return 'no'
  if (h.copiedFrom !== undefined) return when(at(h.copiedFrom, bucket, prefix))
  return when(readNames.has(h.name) && at(h, bucket, prefix))
}

/** A read that is no copy. */
export const isDirectRead = (h: Happening, bucket?: string, prefix?: string): Truth =>
  h.copiedFrom === undefined ? isRead(h, bucket, prefix) : 'no'

/** Whether a deletion is a write is left to the product. */
export const isWrite = (h: Happening, bucket?: string, prefix?: string): Truth => {
  if (!s3(h) || !done(h) || !at(h, bucket, prefix)) return 'no'
  if (writeNames.has(h.name)) return 'yes'
  return laterWrites.has(h.name) ? 'tolerated' : 'no'
}

/** Every successful call; whether a refused one is an activity is left to the product, and so are other data types. */
export const isActivity = (h: Happening): Truth => (asked(h) && done(h) ? 'yes' : 'tolerated')

/** Every successful write; signing in and issuing tokens are called writes by AWS but change nothing. */
export const isChange = (h: Happening): Truth => {
  if (h.readOnly || !done(h)) return 'no'
  const issuing = h.source === 'sts.amazonaws.com' || h.source === 'signin.amazonaws.com'
  return issuing || !asked(h) ? 'tolerated' : 'yes'
}

export const isGroupChange = (h: Happening): Truth =>
  when(done(h) && h.source === 'ec2.amazonaws.com' && h.name.includes('SecurityGroup'))

export const isStart = (h: Happening): Truth => when(done(h) && startNames.has(h.name))

export const isAssumption = (h: Happening, role: string): Truth =>
  when(done(h) && h.name === 'AssumeRole' && h.role === role)

export const isLogin = (h: Happening): Truth => {
  if (h.name !== 'ConsoleLogin') return 'no'
  return done(h) ? 'yes' : 'tolerated'
}

export const isTampering = (h: Happening): Truth => {
  if (!done(h)) return 'no'
  if (tamperNames.has(h.name)) return 'yes'
  return alsoTampering.has(h.name) ? 'tolerated' : 'no'
}

export const isDenied = (h: Happening): Truth => {
  if (h.outcome !== 'denied') return 'no'
  return asked(h) ? 'yes' : 'tolerated'
}
