import { broken, type Cursor, expect, skip, take, within } from './cursor.ts'
import type { Expression, Read } from './syntax.ts'

/** A piece of a text: letters, or what stands in a hole. */
export type Part = string | Expression

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
export const sign = (cursor: Cursor, read: Read): Part => {
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

/** Texts that stand beside each other as one. */
export const merged = (parts: readonly Part[]): readonly Part[] => {
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

/** A text with holes, or without any. */
export const templateOf = (parts: readonly Part[], text: string): Expression => {
  const whole = merged(parts)
  return whole.every((p) => typeof p === 'string')
    ? { kind: 'literal', value: whole.join(''), text }
    : { kind: 'template', parts: whole, text }
}
