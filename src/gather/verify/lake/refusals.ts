import { oneOf, type Query, sql } from '../../../engine/sql.ts'
import type { Instant } from '../../../model/time.ts'

/** Deliveries of one log service that one bucket refused, and that did not succeed later. */
export interface Refusals {
  readonly bucket: string
  /** `cloudtrail.amazonaws.com`, `delivery.logs.amazonaws.com`, `config.amazonaws.com`. */
  readonly service: string
  readonly errorCode: string
  readonly count: number
  readonly first: Instant
  readonly last: Instant
  /** One of the objects. */
  readonly key: string
}

/**
 * Deliveries that the buckets refused: a log that is broken, whoever writes it. One that was repeated with success is no
 * refusal (CloudTrail tries for 30 days, facts/aws.md 2.1).
 */
export const refusalsIn = async (
  query: Query,
  buckets: readonly string[],
): Promise<readonly Refusals[]> => {
  const rows = await query(sql`
    WITH puts AS (
      SELECT event_time, outcome, error_code, bucket, object_key, invoked_by
      FROM events
      WHERE event_source = 's3.amazonaws.com'
        AND event_name = 'PutObject'
        AND invoked_by LIKE '%.amazonaws.com'
        AND (identity_type = 'AWSService' OR invoked_by = 'cloudtrail.amazonaws.com')
        AND ${oneOf(sql`bucket`, buckets)}
    )
    SELECT bucket, invoked_by AS service, error_code, count(*)::INTEGER AS count,
      min(event_time) AS first, max(event_time) AS last, min(object_key) AS object_key
    FROM puts AS refused
    WHERE outcome <> 'success'
      AND NOT EXISTS (
        SELECT 1 FROM puts AS later
        WHERE later.outcome = 'success'
          AND later.bucket = refused.bucket
          AND later.object_key = refused.object_key
          AND later.event_time >= refused.event_time
      )
    GROUP BY ALL
    ORDER BY first, bucket, service, error_code`)
  return rows.map((row) => ({
    bucket: String(row.bucket ?? ''),
    service: String(row.service ?? ''),
    errorCode: String(row.error_code ?? ''),
    count: Number(row.count),
    first: Number(row.first),
    last: Number(row.last),
    key: String(row.object_key ?? ''),
  }))
}
