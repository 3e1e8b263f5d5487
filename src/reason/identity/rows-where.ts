import { identifier, join, type Sql, sql } from '../../engine/sql.ts'
import { derivedColumns, eventColumns } from '../../model/lake.ts'

const COLUMNS = new Set<string>([...eventColumns.map((c) => c.name), ...derivedColumns])

/** The columns of `events` that an expression names. An engine plans each that it is given, wanted or not. */
export const columnsIn = (expression: Sql): Sql => {
  const words = expression.strings.flatMap((text) => text.match(/[a-z_0-9]+/g) ?? [])
  const named = [...new Set(words)].filter((word) => COLUMNS.has(word))
  return named.length === 0 ? sql`event_time` : join(named.map(identifier), ', ')
}

/** A limit that nothing reaches: it keeps DuckDB from testing what stands above it on every row that it reads. */
export const EVERY_ROW = Number.MAX_SAFE_INTEGER

/** A condition in two steps: on one column, and on the few rows that are left. */
export interface Led {
  readonly lead: Sql
  readonly rest: Sql
}

const isLed = (condition: Sql | Led): condition is Led => 'lead' in condition

const wholeOf = (condition: Sql | Led): Sql =>
  isLed(condition) ? sql`(${condition.lead}) AND (${condition.rest})` : condition

/**
 * The rows that meet one of several conditions, each once: a scan by each, since an engine tests one column while it
 * reads it, and reads the others only where that is met. They have the columns that `used` names; all where it is left
 * out.
 */
export const rowsWhere = (conditions: readonly (Sql | Led)[], used?: Sql): Sql => {
  const wholes = conditions.map(wholeOf)
  const shown = used === undefined ? sql`*` : columnsIn(used)
  const read = used === undefined ? sql`*` : columnsIn(sql`${used} ${join(wholes, ' ')}`)
  return join(
    conditions.map((condition, i) => {
      const others = wholes.slice(0, i).map((other) => sql`(${other}) IS NOT TRUE`)
      const above = [...(isLed(condition) ? [sql`(${condition.rest})`] : []), ...others]
      const lead = isLed(condition) ? condition.lead : condition
      return above.length === 0
        ? sql`SELECT ${shown} FROM events WHERE ${lead}`
        : sql`SELECT ${shown} FROM (SELECT ${read} FROM events WHERE ${lead} LIMIT ${EVERY_ROW}) WHERE ${join(above, ' AND ')}`
    }),
    ' UNION ALL ',
  )
}
