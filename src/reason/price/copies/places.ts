import { type Query, type Row, sql } from '../../../engine/sql.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import { filesSql, NO_WRITERS, type Writers } from './files-sql.ts'
import type { Cell } from './recorder.ts'

/** A place that log files of a cell were delivered to, and how much was read of it. */
export interface Place extends Cell {
  /** Null where the files lie in a folder that does not say. */
  readonly bucket: string | null
  readonly prefix: string
  /** The organisation in whose folder they lie; null outside of any. */
  readonly organization: string | null
  /** ARN of the trail that delivered these files, where digests or the files themselves tell; `''` where not. */
  readonly trail: string
  readonly bit: number
  readonly files: number
  /** As stored: compressed. */
  readonly bytes: number
  readonly firstEvent: Instant | null
  readonly lastEvent: Instant | null
}

const text = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' ? value : null
const whole = (value: Row[string] | undefined): number => Number(value ?? 0)
const instant = (value: Row[string] | undefined): Instant | null =>
  typeof value === 'number' ? value : null

const placeOf = (row: Row): Place => ({
  account: text(row.account) ?? '',
  region: text(row.region) ?? '',
  bucket: text(row.bucket),
  prefix: text(row.prefix) ?? '',
  organization: text(row.organization),
  trail: text(row.trail) ?? '',
  bit: whole(row.bit),
  files: whole(row.files),
  bytes: whole(row.bytes),
  firstEvent: instant(row.first_event),
  lastEvent: instant(row.last_event),
})

/** Where the log files of a window were delivered, by cell. */
export const placesOf = async (
  query: Query,
  window: Interval,
  writers: Writers = NO_WRITERS,
): Promise<readonly Place[]> =>
  (
    await query(sql`
      WITH ${filesSql(window, writers)}
      SELECT
        account, region, bucket, prefix, organization, trail, bit,
        count(*) FILTER (is_first) AS files,
        coalesce(sum(bytes) FILTER (is_first), 0) AS bytes,
        min(first_event) AS first_event,
        max(last_event) AS last_event
      FROM files
      GROUP BY account, region, bucket, prefix, organization, trail, bit
      ORDER BY account, region, bit`)
  ).map(placeOf)
