import { type Query, type Sql, sql } from '../../../engine/sql.ts'
import { groupBy } from '../../../model/group-by.ts'
import { DAY, HOUR, type Instant } from '../../../model/time.ts'

/** So many events are looked at in one go: what comes of them must fit in a text, and in memory twice. */
const SLICE = 250_000

interface Span {
  readonly from: Instant
  readonly to: Instant
  readonly n: number
}

/** Whole days, since that is how events lie in files; hours of a day that is too large. */
const spansOf = (hours: readonly Span[]): readonly Span[] =>
  [...groupBy(hours, (h) => Math.floor(h.from / DAY))].flatMap(([day, all]) => {
    const n = all.reduce((sum, h) => sum + h.n, 0)
    return n > SLICE ? all : [{ from: day * DAY, to: (day + 1) * DAY, n }]
  })

/** As many spans together as there are few enough events in, and an hour in parts if it alone has too many. */
const sharedOut = (spans: readonly Span[]): readonly Span[] => {
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last !== undefined && last.n + span.n <= SLICE)
      out[out.length - 1] = { from: last.from, to: span.to, n: last.n + span.n }
    else out.push(span)
  }
  return out.flatMap(({ from, to, n }) => {
    const parts = Math.ceil(n / SLICE)
    const length = Math.ceil((to - from) / parts)
    return Array.from({ length: parts }, (_, i) => ({
      from: from + i * length,
      to: Math.min(to, from + (i + 1) * length),
      n,
    }))
  })
}

/** Times that share out all events in slices of few enough of them; those without a time are one of their own. */
export const slices = async (query: Query): Promise<readonly Sql[]> => {
  const rows = await query(sql`
    SELECT CAST(epoch_us(event_time) // ${HOUR} AS BIGINT) AS hour, count(*) AS n
    FROM events
    GROUP BY ALL
    ORDER BY ALL`)
  const hours = rows.flatMap(({ hour, n }) =>
    typeof hour === 'number' && typeof n === 'number'
      ? [{ from: hour * HOUR, to: (hour + 1) * HOUR, n }]
      : [],
  )
  const timed = sharedOut(spansOf(hours)).map(
    ({ from, to }) =>
      sql`(event_time >= make_timestamp(${from}) AND event_time < make_timestamp(${to}))`,
  )
  return hours.length === rows.length ? timed : [...timed, sql`event_time IS NULL`]
}
