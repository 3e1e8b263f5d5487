import { oneInteger, type Query, type Sql, sql } from './sql.ts'

/** Up to so many rows are named one by one. */
export const FEW = 2_000

/** No limit. */
export const ALL = sql`true`

/** The columns that name a row. */
export const NAME = sql`object_id, record_offset`

/** The rows with these names, and as a rule no others. */
export const named = (objects: readonly number[], offsets: readonly number[]): Sql =>
  sql`${oneInteger(sql`object_id`, objects)} AND ${oneInteger(sql`record_offset`, offsets)}`

/**
 * Rows of `events`, of which a query gives `NAME`, as a condition that names them, so that a second look skips all
 * others. `undefined` where there are none, `ALL` where there are too many to name.
 */
export const namedWhere = async (query: Query, names: Sql): Promise<Sql | undefined> => {
  const rows = await query(sql`SELECT * FROM (${names}) LIMIT ${FEW + 1}`)
  if (rows.length === 0) return undefined
  const numbers = (name: string) =>
    rows.map((row) => row[name]).filter((value) => typeof value === 'number')
  const [objects, offsets] = [numbers('object_id'), numbers('record_offset')]
  const haveNames = objects.length === rows.length && offsets.length === rows.length
  return rows.length <= FEW && haveNames ? named(objects, offsets) : ALL
}
