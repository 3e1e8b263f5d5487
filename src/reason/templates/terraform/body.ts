import {
  broken,
  type Cursor,
  cursorOf,
  deeper,
  expect,
  lineOf,
  skip,
  take,
  within,
  word,
} from './cursor.ts'
import { expression } from './expression.ts'
import { quoted } from './strings.ts'
import type { Attribute, Block, Body } from './syntax.ts'

const label = (cursor: Cursor): string | undefined => {
  if (cursor.text[cursor.at] !== '"') return word(cursor)
  const text = quoted(cursor, expression)
  if (text.kind !== 'literal') throw broken(cursor, 'a label is a plain text')
  return String(text.value)
}

const block = (cursor: Cursor, type: string, line: number): Block => {
  const labels: string[] = []
  for (;;) {
    skip(cursor, false)
    if (take(cursor, '{'))
      return {
        type,
        labels,
        body: deeper(cursor, () => within(cursor, false, () => body(cursor, true))),
        line,
      }
    const next = label(cursor)
    if (next === undefined) throw broken(cursor, `expected = or { after ${type}`)
    labels.push(next)
  }
}

const body = (cursor: Cursor, isNested: boolean): Body => {
  const attributes: Attribute[] = []
  const blocks: Block[] = []
  for (;;) {
    skip(cursor, true)
    if (isNested && take(cursor, '}')) return { attributes, blocks }
    if (cursor.at >= cursor.text.length) {
      if (isNested) throw broken(cursor, 'a block does not end')
      return { attributes, blocks }
    }
    const start = cursor.at
    const name = word(cursor)
    if (name === undefined)
      throw broken(
        cursor,
        `expected a name, found ${JSON.stringify(cursor.text.slice(start, start + 20))}`,
      )
    skip(cursor, false)
    if (take(cursor, '=')) {
      skip(cursor, false)
      if (attributes.some((a) => a.name === name))
        throw broken(cursor, `${name} is given twice`, start)
      attributes.push({ name, value: expression(cursor) })
      skip(cursor, false)
      const next = cursor.text[cursor.at]
      if (next !== undefined && next !== '\n' && !(isNested && next === '}')) expect(cursor, '\n')
    } else blocks.push(block(cursor, name, lineOf(cursor, start)))
  }
}

/**
 * A file of Terraform as a tree.
 * @throws configuration, with the line
 */
export const parseTerraform = (text: string, name: string): Body =>
  body(cursorOf(text, name), false)
