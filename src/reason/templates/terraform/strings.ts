import { broken, type Cursor, take } from './cursor.ts'
import type { Expression, Read } from './syntax.ts'
import { type Part, sign, templateOf } from './template-parts.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
}

/** `\n`, `\"`, `\uXXXX`, `\UXXXXXXXX`; after the backslash. */
const escaped = (cursor: Cursor): string => {
  const letter = cursor.text[cursor.at] ?? ''
  cursor.at += 1
  const plain = ESCAPES[letter]
  if (plain !== undefined) return plain
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0
  const hex = cursor.text.slice(cursor.at, cursor.at + digits)
  const code = Number.parseInt(hex, 16)
  if (digits === 0 || !/^[0-9a-fA-F]+$/.test(hex) || hex.length < digits || code > 0x10ffff)
    throw broken(cursor, `no such escape: \\${letter}`)
  cursor.at += digits
  return String.fromCodePoint(code)
}

const PLAIN = /[^"\\$%\n]+/y

/** A quoted text; the cursor stands on its first quote. */
export const quoted = (cursor: Cursor, read: Read): Expression => {
  const start = cursor.at
  cursor.at += 1
  const parts: Part[] = []
  for (;;) {
    PLAIN.lastIndex = cursor.at
    const plain = PLAIN.exec(cursor.text)?.[0] ?? ''
    cursor.at += plain.length
    if (plain !== '') parts.push(plain)
    const c = cursor.text[cursor.at]
    if (c === undefined || c === '\n') throw broken(cursor, 'a text does not end', start)
    if (take(cursor, '"')) return templateOf(parts, cursor.text.slice(start, cursor.at))
    parts.push(take(cursor, '\\') ? escaped(cursor) : sign(cursor, read))
  }
}
