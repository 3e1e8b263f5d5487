import { elements, members as membersOf } from '../record/slices.ts'
import { type Element, type Piece, rangeOf, stringOf, type Wrapper } from './format.ts'

const fromRow = (element: Element): Piece[] | undefined => {
  const text = stringOf(element, 'eventJson')
  const member = element.members.get('eventJson')
  if (member === undefined) return undefined
  if (text !== undefined) return [{ ...rangeOf(member), text }]
  return member.text[0] === '{' ? [rangeOf(member)] : undefined
}

/** GetQueryResults: a row is a list of objects with one column each. */
const fromAnswer = (element: Element): Piece[] | undefined => {
  const rows = element.members.get('QueryResultRows')
  if (rows?.text[0] !== '[') return undefined
  const pieces = elements(rows.text).map((row) => {
    const cells = row[0] === '[' ? elements(row) : []
    const found = cells
      .filter((cell) => cell[0] === '{')
      .map((cell) => stringOf({ text: cell, members: membersOf(cell) }, 'eventJson'))
      .find((text) => text !== undefined)
    return found === undefined ? undefined : { ...rangeOf(rows), text: found }
  })
  return pieces.every((p) => p !== undefined) ? pieces : undefined
}

/** A CloudTrail Lake query: only `eventJson` holds whole records. The query is not known (R17). */
export const lakeQuery = {
  id: 'lake-query',
  sentence: 'CloudTrail Lake query results that have the column `eventJson`',
  kind: 'export',
  open: (element) => fromRow(element) ?? fromAnswer(element),
} as const satisfies Wrapper
