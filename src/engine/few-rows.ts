import { oneInteger, type Query, type Sql, sql } from './sql.ts'

/** Up to so many rows are named one by one. */
export const FEW = 2_000

/** No limit. */
export const ALL = sql`true`

/**
 * The rows of `events` that meet a condition, as a condition that names them, so that a second look skips all others:
 * the first reads few columns. `undefined` where there are none, `ALL` where there are too many to name.
 */
export const namedWhere = async (query: Query, condition: Sql): Promise<Sql | undefined> => {
  const rows = await query(sql`
    SELECT object_id, record_offset
    FROM events
    WHERE ${condition}
    LIMIT ${FEW + 1}`)
  if (rows.length === 0) return undefined
  const numbers = (name: string) =>
    rows.map((row) => row[name]).filter((value) => typeof value === 'number')
  const [objects, offsets] = [numbers('object_id'), numbers('record_offset')]
  const isNamed =
    rows.length <= FEW && objects.length === rows.length && offsets.length === rows.length
  return isNamed
    ? sql`${oneInteger(sql`object_id`, objects)} AND ${oneInteger(sql`record_offset`, offsets)}`
    : ALL
}
