import { items, list, loose, object } from './collections.ts'
import { broken, type Cursor, deeper, expect, skip, take, word } from './cursor.ts'
import { heredoc } from './heredoc.ts'
import { quoted } from './strings.ts'
import type { Expression } from './syntax.ts'

/** Operators by how strongly they bind, weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
]

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const NAMED: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

/** An expression with line breaks allowed around it. */
const spaced = (cursor: Cursor): Expression => loose(cursor, expression)

const call = (cursor: Cursor, name: string, start: number): Expression => {
  let isSpread = false
  const args = items(cursor, ')', () => {
    const value = expression(cursor)
    skip(cursor, true)
    if (take(cursor, '...')) isSpread = true
    return value
  })
  const text = cursor.text.slice(start, cursor.at)
  return isSpread ? { kind: 'unevaluated', text } : { kind: 'call', name, args, text }
}

const primary = (cursor: Cursor): Expression => {
  const start = cursor.at
  if (cursor.text[start] === '"') return quoted(cursor, expression)
  const long = heredoc(cursor, expression)
  if (long !== undefined) return long
  if (take(cursor, '[')) return list(cursor, start, expression)
  if (take(cursor, '{')) return object(cursor, start, expression)
  if (take(cursor, '(')) {
    const inner = spaced(cursor)
    expect(cursor, ')')
    return inner
  }
  NUMBER.lastIndex = start
  const number = NUMBER.exec(cursor.text)?.[0]
  if (number !== undefined) {
    cursor.at += number.length
    return { kind: 'literal', value: Number(number), text: number }
  }
  const name = word(cursor)
  if (name === undefined)
    throw broken(
      cursor,
      `expected a value, found ${JSON.stringify(cursor.text.slice(start, start + 20))}`,
    )
  if (Object.hasOwn(NAMED, name)) return { kind: 'literal', value: NAMED[name] ?? null, text: name }
  while (take(cursor, '::')) word(cursor)
  if (take(cursor, '(')) return call(cursor, cursor.text.slice(start, cursor.at - 1), start)
  return { kind: 'name', name, text: name }
}

const splat = (cursor: Cursor, of: Expression, start: number): Expression => {
  const path: string[] = []
  while (cursor.text[cursor.at] === '.' && cursor.text[cursor.at + 1] !== '.') {
    cursor.at += 1
    path.push(word(cursor) ?? '')
  }
  return { kind: 'splat', of, path, text: cursor.text.slice(start, cursor.at) }
}

/** What follows a value: `.name`, `.0`, `[key]`, `[*]`, `.*`. */
const postfix = (cursor: Cursor): Expression => {
  const start = cursor.at
  let value = primary(cursor)
  for (;;) {
    if (take(cursor, '[*]') || take(cursor, '.*')) return splat(cursor, value, start)
    if (take(cursor, '[')) {
      const index = spaced(cursor)
      expect(cursor, ']')
      value = { kind: 'index', of: value, key: index, text: cursor.text.slice(start, cursor.at) }
    } else if (cursor.text[cursor.at] === '.' && cursor.text[cursor.at + 1] !== '.') {
      cursor.at += 1
      NUMBER.lastIndex = cursor.at
      const name = word(cursor) ?? /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 12))?.[0]
      if (name === undefined) throw broken(cursor, 'a name is missing after the point')
      if (/^\d/.test(name)) cursor.at += name.length
      value = { kind: 'attribute', of: value, name, text: cursor.text.slice(start, cursor.at) }
    } else return value
  }
}

const unary = (cursor: Cursor): Expression => {
  const start = cursor.at
  const kind = take(cursor, '!') ? 'not' : take(cursor, '-') ? 'minus' : undefined
  if (kind === undefined) return postfix(cursor)
  skip(cursor, false)
  const of = deeper(cursor, () => unary(cursor))
  return { kind, of, text: cursor.text.slice(start, cursor.at) }
}

const binary = (cursor: Cursor, level: number): Expression => {
  const operators = LEVELS[level]
  if (operators === undefined) return unary(cursor)
  const start = cursor.at
  let left = binary(cursor, level + 1)
  for (;;) {
    const { at } = cursor
    skip(cursor, cursor.joined)
    const operator = operators.find((o) => take(cursor, o))
    if (operator === undefined) {
      cursor.at = at
      return left
    }
    skip(cursor, true)
    const right = binary(cursor, level + 1)
    left = { kind: 'binary', operator, left, right, text: cursor.text.slice(start, cursor.at) }
  }
}

/** One expression; the cursor stands on its first sign and ends after its last. */
export const expression = (cursor: Cursor): Expression =>
  deeper(cursor, () => {
    const start = cursor.at
    const condition = binary(cursor, 0)
    const { at } = cursor
    skip(cursor, cursor.joined)
    if (!take(cursor, '?')) {
      cursor.at = at
      return condition
    }
    skip(cursor, true)
    const yes = expression(cursor)
    skip(cursor, true)
    expect(cursor, ':')
    skip(cursor, true)
    const no = expression(cursor)
    return { kind: 'choice', condition, yes, no, text: cursor.text.slice(start, cursor.at) }
  })
