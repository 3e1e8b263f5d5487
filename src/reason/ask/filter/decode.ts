import { type Sql, sql } from '../../../engine/sql.ts'
import type { Decoding } from '../../../model/scope.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const percentDecoded = (text: string): string | undefined => {
  try {
    return text.replace(/(%[0-9a-f]{2})+/gi, (run) =>
      utf8.decode(Buffer.from(run.replaceAll('%', ''), 'hex')),
    )
  } catch {
    return undefined
  }
}

/** All spellings of one text as one: decoded twice, `+` as a space. */
const plain = (text: string): string | undefined => {
  const once = percentDecoded(text)
  return once === undefined ? undefined : (percentDecoded(once) ?? once).replaceAll('+', ' ')
}

const decodedSql = (text: Sql): Sql => sql`try(url_decode(${text}))`

const plainSql = (text: Sql): Sql => {
  const once = decodedSql(text)
  return sql`replace(coalesce(${decodedSql(once)}, ${once}), '+', ' ')`
}

/** A URL-encoded text as it was meant; `undefined` where that is no text. What is no escape stays as it is. */
export const urlDecoded = (
  text: string | undefined,
  decoding: Decoding | undefined,
): string | undefined => {
  if (text === undefined || decoding === undefined) return text
  return decoding === 'plain' ? plain(text) : percentDecoded(text)
}

/** `urlDecoded` as SQL: NULL for `undefined`. */
export const urlDecodedSql = (text: Sql, decoding: Decoding | undefined): Sql => {
  if (decoding === undefined) return text
  return decoding === 'plain' ? plainSql(text) : decodedSql(text)
}

/** The plain spelling of how a text begins; up to its first escape where the escapes are no text. */
export const plainBeginning = (text: string): string => plain(text) ?? unescaped(text)

/** What stands before the first escape. */
export const unescaped = (text: string): string => /^[^%+]*/.exec(text)?.[0] ?? ''
