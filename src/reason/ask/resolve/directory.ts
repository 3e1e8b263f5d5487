import { type Query, sql } from '../../../engine/sql.ts'
import { isDirectoryBucket } from '../../../model/catalogue/directory-bucket.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { bucketsInSnapshots } from './bucket.ts'

/** Whether a snapshot or a call that succeeded names a directory bucket; who lists them may find none. */
export const speaksOfDirectoryBuckets = async (
  evidence: Evidence,
  query: Query,
): Promise<boolean> => {
  if (bucketsInSnapshots(evidence).some(isDirectoryBucket)) return true
  const rows = await query(sql`
    SELECT 1 AS seen
    FROM events
    WHERE event_source = 's3express.amazonaws.com' AND bucket_name IS NOT NULL
      AND outcome = 'success'
    LIMIT 1`)
  return rows.length > 0
}
