import { oneOf, type Query, sql } from '../../engine/sql.ts'
import { vendsCredentials } from '../../model/catalogue/vends.ts'
import type { Filter } from '../../model/scope.ts'
import { formatInstant, type Instant, type Interval } from '../../model/time.ts'
import { ownCalls } from './own-calls.ts'
import type { Obstacle } from './question.ts'

const names = [...new Set(Object.values(vendsCredentials).flat())]
const pairs = Object.entries(vendsCredentials).flatMap(([source, all]) =>
  all.map((name) => `${source} ${name}`),
)

/** No more such calls are named: they are all alike. */
const NAMED = 3

/**
 * What keeps a no about somebody who was handed the credentials of another role where the record does not tell which:
 * what he did with them does not bear him (R12, R13). Credentials handed out shortly before the window may last into it.
 */
export const vendedObstacles = async (
  query: Query,
  who: Filter,
  { from, to }: Interval,
  sessionLength: number,
): Promise<Obstacle[]> => {
  const calls = await ownCalls(query, names, who, { from: from - sessionLength, to })
  if (calls === undefined) return []
  const rows = await query(sql`
    SELECT event_name, event_source, min(event_time) AS event_time, arg_min(event_id, event_time) AS event_id
    FROM ${calls} AND ${oneOf(sql`concat(event_source, ' ', event_name)`, pairs)} AND issued_key_id IS NULL
    GROUP BY ALL
    ORDER BY min(event_time), event_name
    LIMIT ${NAMED}`)
  return rows.map((row) => ({
    reason: 'candidate events',
    detail: `${row.event_name} (event ${row.event_id}) at ${formatInstant(row.event_time as Instant)} handed out credentials of a role, and its record does not tell which key: what was done with them is not counted`,
    remedy: `look at that event for the role, and ask about the role: --principal ROLE`,
  }))
}
