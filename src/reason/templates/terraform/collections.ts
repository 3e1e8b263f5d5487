import { broken, type Cursor, expect, keyword, skip, take, within, word } from './cursor.ts'
import type { Expression, Read } from './syntax.ts'

/** Items up to a closing sign, with commas or (in objects) line breaks between them. */
export const items = <T>(cursor: Cursor, close: string, read: () => T): T[] =>
  within(cursor, close !== '}', () => separated(cursor, close, read))

const separated = <T>(cursor: Cursor, close: string, read: () => T): T[] => {
  const found: T[] = []
  skip(cursor, true)
  while (!take(cursor, close)) {
    found.push(read())
    skip(cursor, false)
    const isSeparated = take(cursor, ',') || (close === '}' && cursor.text[cursor.at] === '\n')
    skip(cursor, true)
    if (!isSeparated && cursor.text[cursor.at] !== close) expect(cursor, close)
  }
  return found
}

/** An expression with line breaks allowed around it. */
export const loose = (cursor: Cursor, read: Read): Expression =>
  within(cursor, true, () => {
    skip(cursor, true)
    const value = read(cursor)
    skip(cursor, true)
    return value
  })

/** After `for`: the names, what is walked over, what is made of it. */
const forBody = (cursor: Cursor, start: number, close: string, read: Read): Expression => {
  const names: string[] = []
  do {
    skip(cursor, true)
    const name = word(cursor)
    if (name === undefined) throw broken(cursor, 'a name is missing after for')
    names.push(name)
    skip(cursor, true)
  } while (take(cursor, ','))
  if (!keyword(cursor, 'in')) throw broken(cursor, 'in is missing after for')
  const over = loose(cursor, read)
  expect(cursor, ':')
  const first = loose(cursor, read)
  const hasKey = close === '}'
  if (hasKey) expect(cursor, '=>')
  const value = hasKey ? loose(cursor, read) : first
  const isGrouped = take(cursor, '...')
  skip(cursor, true)
  const when = keyword(cursor, 'if') ? loose(cursor, read) : undefined
  expect(cursor, close)
  const text = cursor.text.slice(start, cursor.at)
  if (isGrouped) return { kind: 'unevaluated', text }
  return {
    ...{ kind: 'for', names, over, value, text },
    ...(hasKey ? { key: first } : {}),
    ...(when === undefined ? {} : { when }),
  }
}

const startsFor = (cursor: Cursor): boolean => {
  skip(cursor, true)
  return keyword(cursor, 'for')
}

/** After `[`. */
export const list = (cursor: Cursor, start: number, read: Read): Expression => {
  if (startsFor(cursor)) return forBody(cursor, start, ']', read)
  const found = items(cursor, ']', () => read(cursor))
  return { kind: 'list', items: found, text: cursor.text.slice(start, cursor.at) }
}

/** A key: a bare word stands for itself, all else is an expression. */
const key = (cursor: Cursor, read: Read): Expression => {
  const start = cursor.at
  const name = word(cursor)
  skip(cursor, false)
  if (name !== undefined && /^(=(?!=)|:)/.test(cursor.text.slice(cursor.at, cursor.at + 2)))
    return { kind: 'literal', value: name, text: name }
  cursor.at = start
  return read(cursor)
}

/** After `{`. */
export const object = (cursor: Cursor, start: number, read: Read): Expression => {
  if (startsFor(cursor)) return forBody(cursor, start, '}', read)
  const members = items(cursor, '}', () => {
    const name = key(cursor, read)
    skip(cursor, false)
    if (!take(cursor, '=')) expect(cursor, ':')
    skip(cursor, true)
    return [name, read(cursor)] as const
  })
  return { kind: 'object', members, text: cursor.text.slice(start, cursor.at) }
}
