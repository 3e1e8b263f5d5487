import type { Held } from './holding.ts'

/** A query as pieces of text and the values between them. */
export interface Sql {
  readonly strings: readonly string[]
  readonly values: readonly SqlValue[]
}

/** A constant, or a part of `events` that an engine puts a table in place of (`eventsHolding`). */
export type SqlValue = Constant | Held
export type Constant = string | number | bigint | boolean | null

const isSql = (v: unknown): v is Sql =>
  typeof v === 'object' && v !== null && 'strings' in v && 'values' in v

/** Tagged template: a value becomes a parameter, another `sql` is put in place. */
export const sql = (strings: TemplateStringsArray, ...args: (SqlValue | Sql)[]): Sql =>
  putTogether(strings, args)

const putTogether = (strings: readonly string[], args: readonly (SqlValue | Sql)[]): Sql => {
  const outStrings: string[] = [strings[0] as string]
  const outValues: SqlValue[] = []
  const append = (text: string) => {
    outStrings[outStrings.length - 1] += text
  }
  args.forEach((arg, i) => {
    if (isSql(arg)) {
      append(arg.strings[0] as string)
      arg.values.forEach((value, k) => {
        outValues.push(value)
        outStrings.push(arg.strings[k + 1] as string)
      })
    } else {
      outValues.push(arg)
      outStrings.push('')
    }
    append(strings[i + 1] as string)
  })
  return { strings: outStrings, values: outValues }
}

/** Text that is known to be safe: a column or table name of our own. Throws on anything else. */
export const identifier = (name: string): Sql => {
  if (!/^[a-z_][a-z0-9_.]*$/.test(name)) throw new TypeError(`not an identifier: ${name}`)
  return { strings: [name], values: [] }
}

/**
 * Whole numbers as literals: an engine skips whole pages by a list of constants, and not by parameters. Throws on
 * anything else.
 */
export const integers = (numbers: readonly number[]): Sql => {
  const wrong = numbers.find((n) => !Number.isSafeInteger(n))
  if (wrong !== undefined) throw new TypeError(`not a whole number: ${wrong}`)
  return { strings: [[...new Set(numbers)].join(', ')], values: [] }
}

/** So many numbers are compared one by one sooner than the other columns of every row are read. */
const FEW_NUMBERS = 100

/**
 * Whether a number is one of these; NULL where there is none. By the constants of `IN` an engine skips row groups, and
 * then reads every column of every row that is left; a short list is tested while the column is read.
 */
export const oneInteger = (number: Sql, among: readonly number[]): Sql => {
  const listed = integers(among)
  const isIn = sql`${number} IN (${listed})`
  return among.length > 1 && among.length <= FEW_NUMBERS
    ? sql`(${isIn} AND list_contains([${listed}], ${number}))`
    : isIn
}

/** Several fragments with a fragment between. */
export const join = (parts: readonly Sql[], between: string): Sql =>
  putTogether(['', ...parts.map((_, i) => (i < parts.length - 1 ? between : ''))], parts)

/** So many texts are compared one by one sooner than they are looked up. */
const FEW_TEXTS = 50

/** Texts that can be the names of a type: they are no parameters. */
const CAN_BE_NAMED = /^[ -&(-~]+$/

const listed = (texts: readonly string[]): Sql =>
  join(
    texts.map((text) => sql`${text}`),
    ', ',
  )

const within = (text: Sql, texts: readonly string[]): Sql =>
  texts.length === 1
    ? sql`${text} IN (${listed(texts)})`
    : sql`list_contains([${listed(texts)}], ${text})`

/**
 * Whether a text is one of these; NULL where there is no text. A short list is tested while the column is read, once
 * for each different text of a page; by `IN`, from two values on, DuckDB reads every column of every row for it. Of a
 * long list every text would be compared with each: the names of a type are looked up in a table.
 */
export const oneOf = (text: Sql, values: readonly string[]): Sql => {
  if (values.length === 0) return sql`false`
  if (values.length <= FEW_TEXTS) return within(text, values)
  const all = [...new Set(values)]
  const names = all.filter((value) => CAN_BE_NAMED.test(value))
  const others = all.filter((value) => !CAN_BE_NAMED.test(value))
  const isName = sql`TRY_CAST(${text} AS ENUM(${listed(names)})) IS NOT NULL`
  const isOther = others.length === 0 ? sql`` : sql` OR ${within(text, others)}`
  return names.length === 0
    ? within(text, others)
    : sql`(CASE WHEN ${text} IS NOT NULL THEN ${isName}${isOther} END)`
}

/**
 * Whether a text begins with one of these, each of which ends with its first colon, as the id of a role before the name
 * of a session; NULL where there is no text. Many are looked up as one list.
 */
export const beginsWithId = (text: Sql, ids: readonly string[]): Sql => {
  if (ids.length > FEW_TEXTS) return oneOf(sql`left(${text}, strpos(${text}, ':'))`, ids)
  const each = ids.map((id) => sql`starts_with(${text}, ${id})`)
  return each.length === 0 ? sql`false` : sql`(${join(each, ' OR ')})`
}

/** A row: timestamps are instants, lists are arrays, 64-bit integers are numbers. */
export type Row = Readonly<
  Record<string, string | number | boolean | null | readonly (string | null)[]>
>

/** SQL in, rows out: all that `reason/` sees of an engine. */
export type Query = (query: Sql) => Promise<readonly Row[]>
