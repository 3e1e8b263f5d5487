import { oneOf, type Query, sql } from '../../../engine/sql.ts'
import type { ObjectName } from '../../../model/digest.ts'
import type { Instant } from '../../../model/time.ts'

/** A delivery of CloudTrail that the log itself records: a data event of the log bucket. */
export interface Delivery extends ObjectName {
  readonly time: Instant
  readonly eventId: string
  /** As stored; `null` where the record does not say. */
  readonly bytes: number | null
}

export interface DeliveredCell {
  readonly account: string
  readonly region: string
}

const cellPattern = 'AWSLogs/(?:o-[a-z0-9]+/)?(\\d{12})/CloudTrail[^/]*/([a-z0-9-]+)/'

const delivered = sql`
  event_source = 's3.amazonaws.com'
    AND event_name = 'PutObject'
    AND invoked_by = 'cloudtrail.amazonaws.com'
    AND outcome = 'success'`

/** Accounts and regions whose deliveries to these buckets the log records. */
export const cellsDelivered = async (
  query: Query,
  buckets: readonly string[],
): Promise<readonly DeliveredCell[]> => {
  const rows = await query(sql`
    SELECT DISTINCT
      regexp_extract(object_key, ${cellPattern}, 1) AS account,
      regexp_extract(object_key, ${cellPattern}, 2) AS region
    FROM events
    WHERE ${delivered} AND ${oneOf(sql`bucket`, buckets)}`)
  return rows
    .map((row) => ({ account: String(row.account ?? ''), region: String(row.region ?? '') }))
    .filter(({ account }) => account !== '')
}

/**
 * What CloudTrail delivered for one account and region, by the data events of the log bucket. An entry that is missing
 * proves nothing: the events may not be recorded, not have arrived, or be switched off (RecursiveLogging, facts/aws.md 3.10).
 */
export const deliveriesOf = async (
  query: Query,
  buckets: readonly string[],
  { account, region }: DeliveredCell,
): Promise<readonly Delivery[]> => {
  const rows = await query(sql`
    SELECT event_time, event_id, bucket, object_key,
      TRY_CAST(additional_event_data ->> '$.bytesTransferredIn' AS DOUBLE) AS bytes
    FROM events
    WHERE ${delivered}
      AND ${oneOf(sql`bucket`, buckets)}
      AND regexp_extract(object_key, ${cellPattern}, 1) = ${account}
      AND regexp_extract(object_key, ${cellPattern}, 2) = ${region}
    ORDER BY event_time, object_key`)
  return rows.map((row) => ({
    bucket: String(row.bucket ?? ''),
    key: String(row.object_key ?? ''),
    time: Number(row.event_time),
    eventId: String(row.event_id ?? ''),
    bytes: typeof row.bytes === 'number' ? row.bytes : null,
  }))
}
