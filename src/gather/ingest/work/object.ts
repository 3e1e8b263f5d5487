import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { contentOf, utf8Of } from '../../objects/content.ts'
import { headOfGzip, isGzip } from '../../objects/gzip.ts'
import { claimsLog } from '../../objects/key.ts'
import { Rejection } from '../../objects/rejection.ts'
import { truncateTable } from '../columns/table.ts'
import { takeFile } from '../fast/file.ts'
import { readObject, usualReading } from '../formats/read-object.ts'
import type { KnownObject } from '../lake/commit.ts'
import { appendRecord, type KeyCounts, numberColumnOf, type Rows } from './rows.ts'
import type { Job } from './task.ts'

const fingerprintOf = (job: Job, stored: Uint8Array): string =>
  job.etag ?? createHash('sha256').update(stored).digest('hex')

const LOOKS_LIKE_LOG = /"Records"\s*:|"eventVersion"\s*:|"eventSource"\s*:|"CloudTrailEvent"\s*:/

const bytesOf = (job: Job): Buffer => {
  if (job.unreadable !== undefined) throw new Rejection(job.unreadable)
  if (job.stored !== undefined)
    return Buffer.from(job.stored.buffer, job.stored.byteOffset, job.stored.length)
  try {
    return readFileSync(job.path ?? '')
  } catch (error) {
    throw new Rejection(`cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
}

const unread = (job: Job): Omit<KnownObject, 'outcome' | 'kind'> => ({
  id: job.id,
  source: job.source,
  uri: job.uri,
  bucket: job.bucket,
  prefix: job.prefix,
  organization: job.claim.organization,
  account: job.claim.account,
  region: job.claim.region,
  named: job.claim.named,
  format: '',
  reason: null,
  bytes: job.bytes,
  sha256: null,
  records: 0,
  firstEvent: null,
  lastEvent: null,
  trailing: 0,
  claimsLog: claimsLog(job.claim),
  fingerprint: job.etag,
})

/** Files whose name says that they hold no events: they are not even opened. */
const byName = (job: Job): KnownObject | undefined => {
  const { kind } = job.claim
  if (kind === undefined || claimsLog(job.claim)) return undefined
  return {
    ...unread(job),
    kind,
    outcome: kind === 'digest' ? 'routed' : 'set-aside',
    reason:
      kind === 'digest' ? 'a digest file: `verify` reads it' : `a file of ${kind}, by its name`,
  }
}

/** First and last event time of the rows from `from` on. */
const timesOf = (rows: Rows, from: number): Pick<KnownObject, 'firstEvent' | 'lastEvent'> => {
  const times = numberColumnOf(rows.table, 'event_time')
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let row = from; row < rows.table.rows; row++) {
    const time = times.get(row)
    if (time === undefined) continue
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  return first <= last
    ? { firstEvent: first, lastEvent: last }
    : { firstEvent: null, lastEvent: null }
}

export interface ObjectResult {
  readonly object: KnownObject
  readonly uncompressed: number
}

/**
 * Reads one object into the rows: whole, or, when any of it cannot be taken, not at all and with the
 * reason. Never throws for what is in the object.
 */
export const takeObject = (job: Job, limit: number, rows: Rows, keys: KeyCounts): ObjectResult => {
  const named = byName(job)
  if (named !== undefined) return { object: named, uncompressed: 0 }
  const before = rows.table.rows
  let stored: Buffer = Buffer.alloc(0)
  try {
    stored = bytesOf(job)
    const known = { ...unread(job), bytes: stored.length, fingerprint: fingerprintOf(job, stored) }
    const content = contentOf(stored, claimsLog(job.claim), limit)
    const { bytes, skipped } = utf8Of(content.bytes)
    const { sha256, trailing } = content
    const found: KeyCounts = new Map()
    const where = { objectId: job.id, keyAccount: job.claim.account, keys: found }
    const taken = takeFile(rows, bytes, skipped, where)
    const reading = taken ? usualReading(job.claim) : readObject(bytes, job.claim)
    if ('outcome' in reading)
      return {
        object: { ...known, ...reading, sha256, trailing, format: '' },
        uncompressed: bytes.length,
      }
    for (const record of reading.records)
      appendRecord(
        rows,
        { ...record, offset: record.offset + skipped },
        job.id,
        job.claim.account,
        found,
      )
    for (const [key, count] of found) keys.set(key, (keys.get(key) ?? 0) + count)
    const object: KnownObject = {
      ...known,
      kind: reading.kind,
      format: reading.format,
      outcome: 'ingested',
      reason:
        reading.skipped === 0 ? null : `${reading.skipped} records that are no events left out`,
      sha256,
      trailing,
      records: rows.table.rows - before,
      ...timesOf(rows, before),
    }
    return { object, uncompressed: bytes.length }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    truncateTable(rows.table, before)
    const head = isGzip(stored) ? headOfGzip(stored) : stored
    return {
      object: {
        ...unread(job),
        kind: job.claim.kind ?? 'other',
        outcome: 'rejected',
        reason: error.message,
        claimsLog: claimsLog(job.claim) || LOOKS_LIKE_LOG.test(head.toString('latin1', 0, 65_536)),
      },
      uncompressed: 0,
    }
  }
}
