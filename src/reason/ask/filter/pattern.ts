import { identifier, type Sql, sql } from '../../../engine/sql.ts'
import type { EventRow } from '../../../model/lake.ts'
import type { Filter, Ternary } from '../../../model/scope.ts'
import { sure } from '../../../model/ternary.ts'
import { lower, lowerSql } from './case.ts'
import { columnType, textAt, textSql } from './column.ts'
import { urlDecoded, urlDecodedSql } from './decode.ts'

type Pattern = Extract<Filter, { pattern: string }>

/** Whether a match is found in a text, or in some member of a list. */
export const patternFound = (f: Pattern, row: EventRow): Ternary => {
  const found = (text: string) =>
    new RegExp(f.pattern).test(f.ignoreCase === true ? lower(text) : text)
  const list = row[f.column as keyof EventRow]
  if (Array.isArray(list)) return sure(list.some((member) => member !== null && found(member)))
  const text = urlDecoded(textAt(row, f), f.decoded)
  return text === undefined ? f.missing : sure(found(text))
}

const foundSql = (f: Pattern, text: Sql): Sql =>
  sql`regexp_matches(${f.ignoreCase === true ? lowerSql(text) : text}, ${f.pattern})`

/** `patternFound` as SQL: true, false, or NULL for unknown. */
export const patternSql = (f: Pattern): Sql => {
  const found =
    columnType(f.column) === 'text[]'
      ? sql`(len(list_filter(${identifier(f.column)}, lambda x: coalesce(${foundSql(f, sql`x`)}, false))) > 0)`
      : foundSql(f, urlDecodedSql(textSql(f), f.decoded))
  return f.missing === 'no' ? sql`coalesce(${found}, false)` : found
}

/** A text as a regular expression that matches it alone. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
