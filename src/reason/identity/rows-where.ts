import { eventsHolding, type Held, ofNoService } from '../../engine/holding.ts'
import { beginsWithId, identifier, join, oneOf, type Sql, sql } from '../../engine/sql.ts'
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

/**
 * A condition in steps: which rows hold a text, so that files without one are not read; what an engine tests while it
 * reads one column; and the rest, of the few rows that are left. All must be met.
 */
export interface Led {
  readonly held?: Held
  readonly lead?: Sql
  readonly rest?: Sql
}

/** A condition on rows of `events`. */
export type Where = Sql | Led

const isLed = (condition: Where): condition is Led => !('strings' in condition)

export const isNamingColumn = (column: string): column is NamingColumn =>
  (namingColumns as readonly string[]).includes(column)

/** The id of a role and a colon: with that the sessions of the role begin. */
export const isBeginning = (column: string, text: string): boolean =>
  column === 'principal_id' && /^[^:]+:$/.test(text)

const holdsOne = ({ column, texts }: Held): Sql => {
  const of = identifier(column)
  if (column === 'resource_arns')
    return join([sql`false`, ...texts.map((text) => sql`list_contains(${of}, ${text})`)], ' OR ')
  const sessions = texts.filter((text) => isBeginning(column, text))
  return sql`${oneOf(of, texts)} OR ${beginsWithId(of, sessions)}`
}

/** What a row that is held is like: in its column, and where that is empty. */
const isHeld = (held: Held): Sql =>
  held.orMissing === undefined
    ? sql`(${holdsOne(held)})`
    : sql`(${holdsOne(held)} OR ${identifier(held.column)} IS NULL)`

const isOfNoService = ({ column, orMissing }: Held): Sql[] =>
  orMissing === 'not of services'
    ? [sql`(${identifier(column)} IS NOT NULL OR (${ofNoService}))`]
    : []

/** Rows that hold one of some texts in a column, and meet the rest. */
export const holds = (column: NamingColumn, texts: readonly string[], rest?: Sql): Led => ({
  held: { column, texts },
  ...(rest === undefined ? {} : { rest }),
})

const leadsOf = (condition: Where): Sql[] =>
  isLed(condition)
    ? [condition.held && isHeld(condition.held), condition.lead].flatMap((is) => is ?? [])
    : [condition]

const restsOf = (condition: Where): Sql[] =>
  isLed(condition)
    ? [
        ...(condition.held === undefined ? [] : isOfNoService(condition.held)),
        ...(condition.rest === undefined ? [] : [sql`(${condition.rest})`]),
      ]
    : []

const all = (conditions: readonly Sql[]): Sql =>
  join(
    conditions.map((is) => sql`(${is})`),
    ' AND ',
  )

/** A condition in one piece. */
export const wholeOf = (condition: Where): Sql =>
  all([...leadsOf(condition), ...restsOf(condition)])

/** Rows that also meet another condition, on a column that an engine tests while it reads. */
export const alsoMeets = (condition: Where, other: Sql): Where =>
  isLed(condition)
    ? {
        ...condition,
        lead: all([other, ...(condition.lead === undefined ? [] : [condition.lead])]),
      }
    : sql`${other} AND (${condition})`

/** The same, where all such rows are among others too; of two ways to leave out files the first is taken. */
export const among = (condition: Where, held: Held | undefined): Where => {
  if (held === undefined || (isLed(condition) && condition.held !== undefined)) return condition
  return isLed(condition) ? { ...condition, held } : { lead: condition, held }
}

/** The rows among these that meet another condition too. */
export const andThen = (condition: Where, other: Sql): Led => {
  if (!isLed(condition)) return { lead: condition, rest: other }
  const { rest } = condition
  return { ...condition, rest: rest === undefined ? other : all([rest, other]) }
}

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
      const above = [...restsOf(condition), ...others]
      const [from, lead] = [fromOf(condition), all(leadsOf(condition))]
      return above.length === 0
        ? sql`SELECT ${shown} FROM ${from} WHERE ${lead}`
        : sql`SELECT ${shown} FROM (SELECT ${read} FROM ${from} WHERE ${lead} LIMIT ${EVERY_ROW}) WHERE ${join(above, ' AND ')}`
    }),
    ' UNION ALL ',
  )
}
