import {
  identifier,
  join,
  oneInteger,
  oneOf,
  type Query,
  type Row,
  type Sql,
  sql,
} from '../../engine/sql.ts'
import { shownColumns } from './shown.ts'

/** All that is shown of an event: wide columns, so that they are read for few rows. */
export const SHOWN = join(
  [
    ...shownColumns.map(identifier),
    sql`left(request_parameters, 1000) AS request_start`,
    sql`left(response_elements, 2000) AS response_start`,
  ],
  ', ',
)

/** One action is counted once: copies in two accounts share an id, an addendum names its original (R20). */
export const ACTION = sql`coalesce(
  shared_event_id, json_extract_string(addendum, '$.originalEventID'), event_id,
  concat(object_id, ':', record_offset))`

/** Tells rows of the lake apart. */
export const idOf = (row: Row): string =>
  JSON.stringify([row.object_id, row.record_offset, row.event_id, row.account])

const numbers = (rows: readonly Row[], name: string): number[] =>
  rows.map((row) => row[name]).filter((value) => typeof value === 'number')

/** Rows between the first and the last of some times, by what the engine knows of whole files. */
const between = (times: readonly number[], all: boolean): Sql => {
  const sorted = [...times].sort((a, b) => a - b)
  const [from, to] = [sorted.at(0), sorted.at(-1)]
  return !all || from === undefined || to === undefined
    ? sql`true`
    : sql`event_time BETWEEN make_timestamp(${from}) AND make_timestamp(${to})`
}

/** Adds to these rows what is shown of them. */
export const withShown = async (query: Query, rows: readonly Row[]): Promise<(row: Row) => Row> => {
  if (rows.length === 0) return (row) => row
  const times = numbers(rows, 'event_time')
  const [objects, offsets] = [numbers(rows, 'object_id'), numbers(rows, 'record_offset')]
  const named = objects.length === rows.length && offsets.length === rows.length
  const ids = rows.flatMap(({ event_id: id }) => (typeof id === 'string' ? [id] : []))
  const which = named
    ? sql`${oneInteger(sql`object_id`, objects)} AND ${oneInteger(sql`record_offset`, offsets)}`
    : sql`(event_id IS NULL OR ${oneOf(sql`event_id`, ids)})`
  const wide = await query(sql`
    SELECT ${SHOWN}, record_offset
    FROM events
    WHERE ${between(times, times.length === rows.length)} AND ${which}`)
  const byId = new Map(wide.map((row) => [idOf(row), row]))
  return (row) => ({ ...row, ...byId.get(idOf(row)) })
}
