import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { Settings } from '../../../model/settings.ts'
import { DAY, formatInstant } from '../../../model/time.ts'
import { objectDeletions, objectWrites, S3_LIFECYCLE } from '../configuration-names.ts'
import { bucketOf, keyOf } from './bucket-of.ts'
import type { Hole } from './holes.ts'
import { fileKey } from './same-file.ts'

/** The key of a log file says account, region and day (facts/aws.md 2.1). */
const LOG =
  /AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/CloudTrail[^/]*\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\//
const FOLDER = /AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/([^/]+)\//
const noEvents: ReadonlySet<string> = new Set(['CloudTrail-Digest', 'CloudTrail-Insight'])

/** Whether a key may be that of log files; other services deliver below AWSLogs/ as well. */
export const isLogKey = (key: string | undefined): boolean => {
  if (key === undefined) return true
  const folder = FOLDER.exec(key)?.[1]
  if (folder === undefined) return key.includes('AWSLogs/')
  return folder.startsWith('CloudTrail') && !noEvents.has(folder)
}

const lossOf = (event: ConfigurationEvent, settings: Settings): Hole => {
  const key = keyOf(event)
  const m = key === undefined ? null : LOG.exec(key)
  const day = m === null ? Number.NaN : Date.UTC(Number(m[3]), Number(m[4]) - 1, Number(m[5])) * 1e3
  return {
    bucket: bucketOf(event),
    prefix: null,
    account: m?.[1] ?? null,
    region: m?.[2] ?? null,
    from: Number.isNaN(day) ? Number.NEGATIVE_INFINITY : day - settings.rejectedExtent,
    to: Number.isNaN(day) ? event.time : day + DAY,
    reason: 'log file missing or altered',
    detail: `${event.name} of ${key ?? 'log files'} in the log bucket at ${formatInstant(event.time)}`,
    remedy: 'restore the log files from a version, a replica or a backup, and ingest them',
  }
}

/**
 * The holes that deletions and overwriting of log files leave. A deleted file that was read (`isGood`, by `fileKey`) is
 * none; one that was overwritten is, since which content was read is not known.
 */
export const lossesOf = (
  events: readonly ConfigurationEvent[],
  isGood: (fileKey: string) => boolean,
  settings: Settings,
): readonly Hole[] =>
  events
    .filter((event) => {
      const key = keyOf(event)
      if (!isLogKey(key)) return false
      if (objectWrites.some((name) => name === event.name)) return true
      const gone =
        event.source === S3_LIFECYCLE || objectDeletions.some((name) => name === event.name)
      return gone && !(key !== undefined && isGood(fileKey(`s3://${bucketOf(event)}/${key}`)))
    })
    .map((event) => lossOf(event, settings))
