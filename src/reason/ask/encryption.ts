import { type Query, sql } from '../../engine/sql.ts'
import type { Interval } from '../../model/time.ts'
import { compile } from './filter/scope.ts'
import { succeeded } from './parts/filters.ts'
import { objectCalls } from './parts/objects.ts'
import type { Asked } from './question.ts'

const MOST = 20

/** Calls whose record says how the object is encrypted (facts/aws.md 1.5). */
export const encryptingCalls = [
  'PutObject',
  'PostObject',
  'CopyObject',
  'CreateMultipartUpload',
] as const

/** How objects were written to each bucket and by whom, commonest first, one line each. */
export const encryptionNotes = async (
  query: Query,
  asked: Asked,
  { from, to }: Interval,
): Promise<string[]> => {
  const rows = await query(sql`
    SELECT
      coalesce(bucket, 'an unknown bucket') AS bucket,
      coalesce(json_extract_string(additional_event_data, '$.SSEApplied'), 'not said') AS encryption,
      coalesce(issuer_arn, identity_arn, principal_id, invoked_by, 'someone unknown') AS who,
      count(*) AS n
    FROM events
    WHERE event_time >= make_timestamp(${from}) AND event_time < make_timestamp(${to})
      AND ${compile(objectCalls(encryptingCalls, asked, succeeded)).matches}
    GROUP BY ALL
    ORDER BY n DESC, bucket, encryption, who
    LIMIT ${MOST}`)
  return rows.map((r) => `${r.bucket}: ${r.n} written with ${r.encryption} by ${r.who}`)
}
