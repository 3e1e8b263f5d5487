import { broken, type Cursor, expect, skip, take, within } from './cursor.ts'
import type { Expression } from './syntax.ts'

type Read = (cursor: Cursor) => Expression
type Part = string | Expression

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

/** A directive (`%{ if x }`) is read over: text with one in it is not evaluated. */
const directive = (cursor: Cursor): Expression => {
  const start = cursor.at
  let depth = 0
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const c = cursor.text[cursor.at]
    if (c === '{') depth += 1
    if (c === '}') depth -= 1
    if (depth === 0 && c === '}') {
      cursor.at += 1
      return { kind: 'unevaluated', text: cursor.text.slice(start, cursor.at) }
    }
  }
  throw broken(cursor, 'a template directive does not end', start)
}

/** What begins with `$` or `%`: an escape of it, a hole, a directive, or the sign itself. */
const sign = (cursor: Cursor, read: Read): Part => {
  const { text, at } = cursor
  const c = text[at] ?? ''
  if (text.startsWith(`${c}${c}{`, at)) {
    cursor.at += 3
    return `${c}{`
  }
  if (text[at + 1] !== '{') {
    cursor.at += 1
    return c
  }
  cursor.at += 1
  if (c === '%') return directive(cursor)
  cursor.at += 1
  if (take(cursor, '~')) return directiveFrom(cursor, at)
  const value = within(cursor, true, () => {
    skip(cursor, true)
    const inner = read(cursor)
    skip(cursor, true)
    return inner
  })
  if (take(cursor, '~')) {
    expect(cursor, '}')
    return { kind: 'unevaluated', text: text.slice(at, cursor.at) }
  }
  expect(cursor, '}')
  return value
}

/** `${~ x ~}` trims what stands around it: not evaluated. */
const directiveFrom = (cursor: Cursor, at: number): Expression => {
  cursor.at = at + 1
  return directive(cursor)
}

const merged = (parts: readonly Part[]): readonly Part[] => {
  const result: Part[] = []
  let run: string[] = []
  const flush = () => {
    if (run.length > 0) result.push(run.join(''))
    run = []
  }
  for (const part of parts)
    if (typeof part === 'string') run.push(part)
    else {
      flush()
      result.push(part)
    }
  flush()
  return result
}

const templateOf = (parts: readonly Part[], text: string): Expression => {
  const whole = merged(parts)
  return whole.every((p) => typeof p === 'string')
    ? { kind: 'literal', value: whole.join(''), text }
    : { kind: 'template', parts: whole, text }
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

/** Takes the indentation that all lines share off a text (`<<-`). */
const unindented = (parts: readonly Part[]): readonly Part[] => {
  const lines = parts
    .map((p) => (typeof p === 'string' ? p : '\u0000'))
    .join('')
    .split('\n')
    .slice(0, -1)
  const depth = Math.min(
    ...lines.filter((l) => l.trim() !== '').map((l) => /^[ \t]*/.exec(l)?.[0].length ?? 0),
  )
  if (!Number.isFinite(depth) || depth === 0) return parts
  const start = new RegExp(`^[ \\t]{1,${depth}}`)
  return parts.map((part, i) =>
    typeof part !== 'string'
      ? part
      : part
          .split('\n')
          .map((line, n) => (n === 0 && i !== 0 ? line : line.replace(start, '')))
          .join('\n'),
  )
}

const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy

/** `<<EOT` and `<<-EOT`; undefined where no heredoc begins here. No backslash escapes in it. */
export const heredoc = (cursor: Cursor, read: Read): Expression | undefined => {
  const start = cursor.at
  HEREDOC.lastIndex = start
  const head = HEREDOC.exec(cursor.text)
  if (head === null) return undefined
  const [opening, dash, marker = ''] = head
  cursor.at = start + opening.length
  const end = new RegExp(`[ \\t]*${marker}[ \\t\\r]*(?=\\n|$)`, 'y')
  const parts: Part[] = []
  for (;;) {
    const previous = cursor.text[cursor.at - 1]
    if (previous === '\n') {
      end.lastIndex = cursor.at
      if (end.test(cursor.text)) {
        cursor.at = end.lastIndex
        const whole = merged(parts)
        return templateOf(
          dash === '-' ? unindented(whole) : whole,
          cursor.text.slice(start, cursor.at),
        )
      }
    }
    const c = cursor.text[cursor.at]
    if (c === undefined) throw broken(cursor, `a text does not end: ${marker} is missing`, start)
    if (c === '$' || c === '%') parts.push(sign(cursor, read))
    else {
      parts.push(c === '\r' && cursor.text[cursor.at + 1] === '\n' ? '' : c)
      cursor.at += 1
    }
  }
}
