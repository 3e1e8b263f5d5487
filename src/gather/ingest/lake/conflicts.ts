import type { Query, Sql } from '../../../engine/sql.ts'
import { sql } from '../../../engine/sql.ts'
import type { Manifest } from '../../../model/manifest.ts'

/**
 * Event ids that the lake holds with different content (R20). A corrected event (`addendum`) beside its
 * original is no conflict. `fresh` are the files that have changed; null looks at all.
 */
export const findConflicts = async (
  query: Query,
  fresh: Sql | null,
): Promise<Manifest['conflicts']> => {
  const key = sql`hash(event_id, recipient_account_id)`
  const among =
    fresh === null
      ? sql``
      : sql`AND ${key} IN (SELECT ${key} FROM ${fresh} WHERE event_id IS NOT NULL)`
  const rows = await query(sql`
    WITH twice AS (
      SELECT ${key} AS k
      FROM event_rows
      WHERE event_id IS NOT NULL ${among}
      GROUP BY k
      HAVING count(*) > 1
    ),
    conflicting AS (
      SELECT event_id, recipient_account_id
      FROM event_rows
      WHERE event_id IS NOT NULL AND ${key} IN (SELECT k FROM twice)
      GROUP BY ALL
      HAVING count(*) FILTER (addendum IS NULL) > 1
    )
    SELECT s.event_id, list_sort(list(DISTINCT s.object_id)) AS objects
    FROM sightings s
    JOIN conflicting c
      ON s.event_id = c.event_id
      AND s.recipient_account_id IS NOT DISTINCT FROM c.recipient_account_id
    GROUP BY s.event_id
    ORDER BY s.event_id`)
  return rows.map((row) => ({
    eventId: String(row.event_id),
    objects: (row.objects as readonly string[]).map(Number),
  }))
}

/** Conflicts found now, with those found before. */
export const mergeConflicts = (
  before: Manifest['conflicts'],
  found: Manifest['conflicts'],
): Manifest['conflicts'] => {
  const all = new Map(before.map((c) => [c.eventId, c.objects]))
  for (const { eventId, objects } of found)
    all.set(
      eventId,
      [...new Set([...(all.get(eventId) ?? []), ...objects])].sort((a, b) => a - b),
    )
  return [...all].map(([eventId, objects]) => ({ eventId, objects }))
}
