import { elementRanges, members as membersOf } from '../record/slices.ts'
import { type Element, type Piece, rangeOf, stringOf, type Wrapper } from './format.ts'

/** The record of one entry of `Events`: a string of JSON. */
const entry = (element: Element): Piece | undefined => {
  const text = stringOf(element, 'CloudTrailEvent')
  const member = element.members.get('CloudTrailEvent')
  return text === undefined || member === undefined ? undefined : { ...rangeOf(member), text }
}

/** The answer of LookupEvents: what was asked for is not known, so it proves no absence (R17). */
export const lookupEvents = {
  id: 'lookup-events',
  sentence: 'the answer of `aws cloudtrail lookup-events`, records as strings in `CloudTrailEvent`',
  kind: 'export',
  open: (element) => {
    const list = element.members.get('Events')
    if (list?.text[0] !== '[') {
      const single = entry(element)
      return single === undefined ? undefined : [single]
    }
    const pieces = elementRanges(list.text).map(({ start, end }) => {
      const text = list.text.slice(start, end)
      const piece = text[0] === '{' ? entry({ text, members: membersOf(text) }) : undefined
      const base = list.start + start
      return piece && { ...piece, start: base + piece.start, end: base + piece.end }
    })
    return pieces.every((p) => p !== undefined) ? pieces : undefined
  },
} as const satisfies Wrapper
