import { eventsHolding } from '../../engine/holding.ts'
import { oneOf, type Query, type Sql, sql } from '../../engine/sql.ts'
import type { Filter } from '../../model/scope.ts'
import type { Interval } from '../../model/time.ts'
import { coarseFilter } from './filter/coarse.ts'
import { passesSql } from './filter/condition.ts'

/**
 * The rows of `events` in which somebody successfully made one of some calls in a window, as what stands behind FROM;
 * `undefined` where nobody made any, which is known at once, by one column: DuckDB reads each that has a condition.
 */
export const ownCalls = async (
  query: Query,
  names: readonly string[],
  who: Filter,
  window: Interval,
): Promise<Sql | undefined> => {
  const named = oneOf(sql`event_name`, names)
  const from = eventsHolding({ column: 'event_name', texts: names })
  if ((await query(sql`SELECT 1 FROM ${from} WHERE ${named} LIMIT 1`)).length === 0)
    return undefined
  return sql`${from}
    WHERE ${named} AND outcome = 'success'
      AND event_time >= make_timestamp(${window.from}) AND event_time < make_timestamp(${window.to})
      AND ${coarseFilter(who)} AND (${passesSql(who)})`
}
