import { eventsHolding, type Held } from '../../engine/holding.ts'
import { identifier, join, oneOf, type Sql, sql } from '../../engine/sql.ts'
import { derivedColumns, eventColumns, type NamingColumn, namingColumns } from '../../model/lake.ts'

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
  readonly rest?: Sql
  /** Texts of which every such row holds one: files without them are not read. */
  readonly held?: Held
}

/** A condition on rows of `events`. */
export type Where = Sql | Led

const isLed = (condition: Where): condition is Led => 'lead' in condition

export const isNamingColumn = (column: string): column is NamingColumn =>
  (namingColumns as readonly string[]).includes(column)

/** Rows that hold one of some texts in a column, and meet the rest. */
export const holds = (column: NamingColumn, texts: readonly string[], rest?: Sql): Led => ({
  lead: oneOf(identifier(column), texts),
  held: { column, texts },
  ...(rest === undefined ? {} : { rest }),
})

/** A condition in one piece. */
export const wholeOf = (condition: Where): Sql =>
  isLed(condition) && condition.rest !== undefined
    ? sql`(${condition.lead}) AND (${condition.rest})`
    : leadOf(condition)

/** Rows that also meet another condition, on a column that an engine tests while it reads. */
export const alsoMeets = (condition: Where, other: Sql): Where =>
  isLed(condition)
    ? { ...condition, lead: sql`${other} AND ${condition.lead}` }
    : sql`${other} AND ${condition}`

/** The same, where all such rows are among others too; of two ways to leave out files the first is taken. */
export const among = (condition: Where, held: Held | undefined): Where => {
  if (held === undefined || (isLed(condition) && condition.held !== undefined)) return condition
  return isLed(condition) ? { ...condition, held } : { lead: condition, held }
}

/** The rows among these that meet another condition too. */
export const andThen = (condition: Where, other: Sql): Led => ({
  ...(isLed(condition) ? condition : { lead: condition }),
  rest: join([...restOf(condition), other], ' AND '),
})

const leadOf = (condition: Where): Sql => (isLed(condition) ? condition.lead : condition)

const restOf = (condition: Where): Sql[] =>
  isLed(condition) && condition.rest !== undefined ? [sql`(${condition.rest})`] : []

const fromOf = (condition: Where): Sql =>
  eventsHolding(isLed(condition) ? condition.held : undefined)

/**
 * The rows that meet one of several conditions, each once: a scan by each, since an engine tests one column while it
 * reads it, and reads the others only where that is met. They have the columns that `used` names; all where it is left
 * out.
 */
export const rowsWhere = (conditions: readonly Where[], used?: Sql): Sql => {
  const wholes = conditions.map(wholeOf)
  const shown = used === undefined ? sql`*` : columnsIn(used)
  const read = used === undefined ? sql`*` : columnsIn(sql`${used} ${join(wholes, ' ')}`)
  return join(
    conditions.map((condition, i) => {
      const others = wholes.slice(0, i).map((other) => sql`(${other}) IS NOT TRUE`)
      const above = [...restOf(condition), ...others]
      const [from, lead] = [fromOf(condition), leadOf(condition)]
      return above.length === 0
        ? sql`SELECT ${shown} FROM ${from} WHERE ${lead}`
        : sql`SELECT ${shown} FROM (SELECT ${read} FROM ${from} WHERE ${lead} LIMIT ${EVERY_ROW}) WHERE ${join(above, ' AND ')}`
    }),
    ' UNION ALL ',
  )
}
