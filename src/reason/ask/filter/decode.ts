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

/** A URL-encoded text as it was meant; `undefined` where that is no text. What is no escape stays as it is. */
export const urlDecoded = (
  text: string | undefined,
  decoding: Decoding | undefined,
): string | undefined => {
  if (text === undefined || decoding === undefined) return text
  return percentDecoded(decoding === 'form' ? text.replaceAll('+', ' ') : text)
}

/** `urlDecoded` as SQL: NULL for `undefined`. */
export const urlDecodedSql = (text: Sql, decoding: Decoding | undefined): Sql => {
  if (decoding === undefined) return text
  return decoding === 'form'
    ? sql`try(url_decode(replace(${text}, '+', ' ')))`
    : sql`try(url_decode(${text}))`
}
