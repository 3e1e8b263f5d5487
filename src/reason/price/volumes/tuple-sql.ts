import { join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Interval } from '../../../model/time.ts'
import { filesSql, type Writers } from '../copies/files-sql.ts'
import { type TupleColumn, tupleColumns } from './tuple-columns.ts'

/** The details of so many groups, the largest, are told; of the others only what decides whether they are recorded. */
export const TOLD_APART = 20_000

const alias = (name: string): Sql => ({ strings: [name], values: [] })

const listOf = (columns: readonly TupleColumn[], each: (column: TupleColumn) => Sql): Sql =>
  join(columns.map(each), ', ')

const named = (columns: readonly TupleColumn[]): Sql => listOf(columns, ({ name }) => alias(name))

/** A number that two of half a million groups share with a chance of 1 in 100,000,000. */
const hashOf = (columns: readonly TupleColumn[], role: boolean, more: readonly Sql[] = []): Sql => {
  const parts = columns.flatMap(({ from, by = [from], byRole }) => (role && byRole) || by)
  return sql`hash(${join([...more, ...parts], ', ')})`
}

/** Categories of events that are recorded for a price each; Insights are counted where they are made. */
const CATEGORIES = ['Management', 'Data', 'NetworkActivity'] as const

/** Events of the window that count, of the rows for which a condition is met. */
const eventsWhere = (window: Interval, condition: Sql): Sql => sql`
  FROM events e
  WHERE e.event_time >= make_timestamp(${window.from}) AND e.event_time < make_timestamp(${window.to})
    AND ${oneOf(sql`e.category`, CATEGORIES)} AND ${condition}`

/** What of the columns of an event need not be read. */
export interface Sparing {
  /** Accounts of which some events were seen more than once: the keys of others are not read. */
  readonly twice: readonly string[]
  /** Of how many callers the role is told: of those nothing else is read. */
  readonly withRoles: 'all' | 'nearly all' | 'some'
}

/** Which events are looked at together, and whether the role tells who called. */
const ways: Readonly<
  Record<Sparing['withRoles'], readonly { readonly where: Sql; readonly role: boolean }[]>
> = {
  all: [{ where: sql`true`, role: true }],
  'nearly all': [
    { where: sql`e.issuer_arn IS NOT NULL`, role: true },
    { where: sql`e.issuer_arn IS NULL`, role: false },
  ],
  some: [{ where: sql`true`, role: false }],
}

/**
 * One look at every event of a window: groups of events that no selector with these literals can tell apart, by whom and
 * what they are billed to and by the places that they were seen in. Texts are compared by a hash of them, which takes a
 * third of the time that grouping by them takes; what a group is called is read afterwards, from one file of each.
 * Events that may have been seen more than once are joined with their further sightings by a hash of their key (two of
 * ten million share one with a chance of 1 in 400,000).
 */
export const tuplesSql = (
  selectors: readonly Selectors[],
  window: Interval,
  writers: Writers,
  { twice, withRoles }: Sparing,
): Sql => {
  const { deciding, details } = tupleColumns(selectors)
  const hashes = (role: boolean) => {
    const decided = hashOf(deciding, role)
    return { decided, detail: hashOf(details, role, [decided]) }
  }
  const { detail } = hashes(false)
  const mayBeTwice = sql`coalesce(${oneOf(sql`e.recipient_account_id`, twice)}, true)`
  const lookAt = (condition: Sql, role: boolean): Sql => {
    const { decided, detail } = hashes(role)
    const own = sql`${decided} AS decided, ${detail} AS detail, e.object_id, e.record_length`
    return sql`
      SELECT e.decided, e.detail, e.object_id, e.record_length, x.mask, x.copies
      FROM (
        SELECT ${own}, hash(e.event_id, e.recipient_account_id) AS event
        ${eventsWhere(window, sql`${condition} AND ${mayBeTwice}`)}
      ) e LEFT JOIN further x ON x.event = e.event
      UNION ALL
      SELECT ${own}, NULL AS mask, NULL AS copies
      ${eventsWhere(window, sql`${condition} AND NOT ${mayBeTwice}`)}`
  }
  const looks = ways[withRoles].map(({ where, role }) => lookAt(where, role))
  return sql`
    WITH ${filesSql(window, writers)},
    further AS (
      SELECT
        hash(s.event_id, s.recipient_account_id) AS event,
        bit_or(1 << f.bit) AS mask,
        count(*) AS copies
      FROM further_sightings s JOIN files f ON f.id = s.object_id AND f.is_first
      WHERE s.event_id IS NOT NULL
      GROUP BY event
    ),
    looked AS (${join(looks, ' UNION ALL ')}),
    grouped AS (
      SELECT
        e.decided, e.detail,
        coalesce(1 << f.bit, 0) | coalesce(e.mask, 0) AS seen,
        CASE WHEN e.copies IS NULL THEN 0
          ELSE CASE WHEN f.is_first THEN 1 ELSE 0 END + e.copies
            - bit_count(coalesce(1 << f.bit, 0) | e.mask) END AS again,
        count(*) AS events, sum(e.record_length) AS bytes, min(e.object_id) AS object
      FROM looked e LEFT JOIN files f ON f.id = e.object_id
      GROUP BY ALL
    ),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY events DESC, detail, seen, again) AS place
      FROM grouped
    ),
    tuples AS MATERIALIZED (
      SELECT
        CASE WHEN place <= ${TOLD_APART} THEN detail END AS told, seen, again,
        sum(events) AS events, sum(bytes) AS bytes,
        arg_min(detail, object) AS detail, min(object) AS object
      FROM ranked
      GROUP BY decided, told, seen, again
    ),
    called AS (
      SELECT e.detail, ${listOf([...deciding, ...details], ({ name }) => sql`any_value(e.${alias(name)}) AS ${alias(name)}`)}
      FROM (
        SELECT
          ${detail} AS detail,
          ${listOf([...deciding, ...details], ({ name, from }) => sql`${from} AS ${alias(name)}`)}
        ${eventsWhere(window, sql`e.object_id IN (SELECT object FROM tuples)`)}
      ) e
      WHERE e.detail IN (SELECT detail FROM tuples)
      GROUP BY e.detail
    )
    SELECT
      ${named(deciding)}, t.seen, t.again,
      ${listOf(details, ({ name }) => sql`CASE WHEN t.told IS NOT NULL THEN ${alias(name)} END AS ${alias(name)}`)},
      t.events, t.bytes
    FROM tuples t JOIN called c ON c.detail = t.detail
    ORDER BY ${named(deciding)}, t.seen, t.again, ${named(details)}`
}
