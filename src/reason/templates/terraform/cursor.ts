import { WholetrailError } from '../../../model/error.ts'

const SPACE = /[ \t\r\ufeff]*/y
const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy

/** Deeper than anybody writes, and not so deep that reading it ends the stack. */
const DEEPEST = 150

/** A place in the text of a file that is being read; the one thing here that changes. */
export interface Cursor {
  readonly text: string
  readonly name: string
  at: number
  depth: number
  /** Whether line breaks mean nothing here: inside parentheses, brackets and holes of texts. */
  joined: boolean
  /** A place whose line is known, so that lines are counted once. */
  line: { at: number; number: number }
}

export const cursorOf = (text: string, name: string): Cursor => ({
  ...{ text, name, at: 0, depth: 0, joined: false },
  line: { at: 0, number: 1 },
})

export const lineOf = (cursor: Cursor, at: number): number => {
  const from = cursor.line.at <= at ? cursor.line : { at: 0, number: 1 }
  let { number } = from
  for (let i = cursor.text.indexOf('\n', from.at); i !== -1 && i < at; ) {
    number += 1
    i = cursor.text.indexOf('\n', i + 1)
  }
  cursor.line = { at, number }
  return number
}

/** Runs where line breaks mean nothing, or where they end an expression. */
export const within = <T>(cursor: Cursor, joined: boolean, read: () => T): T => {
  const before = cursor.joined
  cursor.joined = joined
  const value = read()
  cursor.joined = before
  return value
}

export const broken = (cursor: Cursor, what: string, at = cursor.at): WholetrailError =>
  new WholetrailError('configuration', `${cursor.name}: line ${lineOf(cursor, at)}: ${what}`, {
    hint: '`terraform validate` says more about the file',
  })

/** Runs with one more level of nesting. */
export const deeper = <T>(cursor: Cursor, read: () => T): T => {
  if (cursor.depth >= DEEPEST) throw broken(cursor, 'nested too deeply')
  cursor.depth += 1
  const value = read()
  cursor.depth -= 1
  return value
}

const spaceEnd = (cursor: Cursor): number => {
  SPACE.lastIndex = cursor.at
  SPACE.test(cursor.text)
  return SPACE.lastIndex
}

/** Skips spaces and comments, and line breaks where they mean nothing. */
export const skip = (cursor: Cursor, lines: boolean): void => {
  const { text } = cursor
  for (;;) {
    cursor.at = spaceEnd(cursor)
    if (lines && text[cursor.at] === '\n') cursor.at += 1
    else if (text[cursor.at] === '#' || text.startsWith('//', cursor.at)) {
      const end = text.indexOf('\n', cursor.at)
      cursor.at = end === -1 ? text.length : end
    } else if (text.startsWith('/*', cursor.at)) {
      const end = text.indexOf('*/', cursor.at + 2)
      if (end === -1) throw broken(cursor, 'a comment does not end')
      cursor.at = end + 2
    } else return
  }
}

/** Takes a sign if it comes next. */
export const take = (cursor: Cursor, sign: string): boolean => {
  if (!cursor.text.startsWith(sign, cursor.at)) return false
  cursor.at += sign.length
  return true
}

export const expect = (cursor: Cursor, sign: string): void => {
  if (!take(cursor, sign))
    throw broken(
      cursor,
      `expected ${sign}, found ${JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 20))}`,
    )
}

/** A name, if one comes next. */
export const word = (cursor: Cursor): string | undefined => {
  WORD.lastIndex = cursor.at
  const found = WORD.exec(cursor.text)?.[0]
  if (found !== undefined) cursor.at += found.length
  return found
}

/** Takes a whole word if it comes next. */
export const keyword = (cursor: Cursor, wanted: string): boolean => {
  const { at } = cursor
  if (word(cursor) === wanted) return true
  cursor.at = at
  return false
}
