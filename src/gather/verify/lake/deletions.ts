import { oneOf, type Query, sql } from '../../../engine/sql.ts'
import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { ExplainingEvent } from '../../../model/verification.ts'
import { actorColumn, explainingEvent } from './actor.ts'

/** One key of all objects: a bucket has no `/`. */

/** Names asked about in one query. */
const AT_ONCE = 500

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )

/**
 * Who deleted these objects, by `nameKey`, as far as data events of their bucket tell: the last successful DeleteObject of
 * each. DeleteObjects names its keys only through the event that each key gets since June 2025 (facts/aws.md 10).
 */
export const deletionsOf = async (
  query: Query,
  names: readonly ObjectName[],
): Promise<ReadonlyMap<string, ExplainingEvent>> => {
  const found = new Map<string, ExplainingEvent>()
  for (const some of chunks(names, AT_ONCE)) {
    const keys = oneOf(
      sql`object_key`,
      some.map((n) => n.key),
    )
    const rows = await query(sql`
      SELECT event_time, event_id, event_name, ${actorColumn} AS actor, bucket, object_key
      FROM events
      WHERE event_source = 's3.amazonaws.com'
        AND event_name IN ('DeleteObject', 'DeleteObjects')
        AND outcome = 'success'
        AND ${keys}
      ORDER BY event_time, event_id`)
    for (const row of rows)
      found.set(
        nameKey({ bucket: String(row.bucket ?? ''), key: String(row.object_key ?? '') }),
        explainingEvent(row),
      )
  }
  return found
}
