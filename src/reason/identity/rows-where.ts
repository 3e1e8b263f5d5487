import { join, type Sql, sql } from '../../engine/sql.ts'

/** The rows that meet one of several conditions, each once: a scan by each, since an engine tests one column while it reads it. */
export const rowsWhere = (conditions: readonly Sql[]): Sql =>
  join(
    conditions.map((is, i, all) => {
      const before = all.slice(0, i).map((other) => sql` AND (${other}) IS NOT TRUE`)
      return sql`SELECT * FROM events WHERE (${is})${join(before, '')}`
    }),
    ' UNION ALL ',
  )
