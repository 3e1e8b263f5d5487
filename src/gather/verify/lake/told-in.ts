import { oneOf, type Query, sql } from '../../../engine/sql.ts'
import type { Instant } from '../../../model/time.ts'

/** An object that an event was found in. */
export interface ToldIn {
  readonly eventId: string
  /** URI of the source that it was ingested from. */
  readonly source: string
  readonly sha256: string | null
  readonly account: string | null
  readonly region: string | null
  readonly named: Instant | null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The objects in which the lake found these events, with just this content. */
export const toldIn = async (query: Query, ids: readonly string[]): Promise<readonly ToldIn[]> => {
  const rows = await query(sql`
    SELECT DISTINCT e.event_id, o.source, o.sha256, o.account, o.region, o.named
    FROM events AS e
    JOIN sightings AS s ON s.event_id = e.event_id AND s.content_hash = e.content_hash
    JOIN objects AS o ON o.id = s.object_id
    WHERE e.event_source = 'cloudtrail.amazonaws.com' AND ${oneOf(sql`e.event_id`, ids)}`)
  return rows.map((row) => ({
    eventId: String(row.event_id ?? ''),
    source: String(row.source ?? ''),
    sha256: textOf(row.sha256),
    account: textOf(row.account),
    region: textOf(row.region),
    named: row.named === null || row.named === undefined ? null : Number(row.named),
  }))
}
