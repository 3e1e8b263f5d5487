import { type Sql, sql } from '../../../engine/sql.ts'
import type { Interval } from '../../../model/time.ts'

/** Events of a window; one without a time may be of any. */
export const inTime = ({ from, to }: Interval): Sql =>
  sql`(event_time IS NULL
    OR (event_time >= make_timestamp(${from}) AND event_time < make_timestamp(${to})))`
