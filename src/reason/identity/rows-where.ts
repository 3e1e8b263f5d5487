import { identifier, join, type Sql, sql } from '../../engine/sql.ts'
import { derivedColumns, eventColumns } from '../../model/lake.ts'

const COLUMNS = new Set<string>([...eventColumns.map((c) => c.name), ...derivedColumns])

/** The columns of `events` that an expression names. An engine plans each that it is given, wanted or not. */
export const columnsIn = (expression: Sql): Sql => {
  const words = expression.strings.flatMap((text) => text.match(/[a-z_0-9]+/g) ?? [])
  const named = [...new Set(words)].filter((word) => COLUMNS.has(word))
  return named.length === 0 ? sql`event_time` : join(named.map(identifier), ', ')
}

/**
 * The rows that meet one of several conditions, each once: a scan by each, since an engine tests one column while it
 * reads it. They have the columns that `used` names; all where it is left out.
 */
export const rowsWhere = (conditions: readonly Sql[], used?: Sql): Sql => {
  const columns = used === undefined ? sql`*` : columnsIn(used)
  return join(
    conditions.map((is, i, all) => {
      const before = all.slice(0, i).map((other) => sql` AND (${other}) IS NOT TRUE`)
      return sql`SELECT ${columns} FROM events WHERE (${is})${join(before, '')}`
    }),
    ' UNION ALL ',
  )
}
