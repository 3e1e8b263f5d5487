import { broken, type Cursor } from './cursor.ts'
import type { Expression, Read } from './syntax.ts'
import { merged, type Part, sign, templateOf } from './template-parts.ts'

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
