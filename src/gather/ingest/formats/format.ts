import type { ObjectKind } from '../../../model/manifest.ts'
import type { Member } from '../record/slices.ts'

/**
 * Where a record stands in the element that holds it. Without `text` the record is those characters;
 * with it the record was inside a string, and the range is that string's.
 */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly text?: string
}

/** A JSON object as it stands in a file: one byte is one character, whatever the byte. */
export interface Element {
  readonly text: string
  readonly members: ReadonlyMap<string, Member>
}

/** What events can be wrapped in: one JSON object to its records. */
export interface Wrapper {
  readonly id: string
  readonly sentence: string
  /** `log` for what CloudTrail itself delivers; `export` can show that something happened, never that nothing did (R17). */
  readonly kind: Extract<ObjectKind, 'log' | 'export'>
  /** The records in the object, or undefined when it is not of this form. Throws `Rejection`. */
  readonly open: (element: Element) => readonly Piece[] | undefined
}

/** Files that stand beside logs and hold no events. */
export interface Neighbour {
  readonly kind: ObjectKind
  readonly outcome: 'routed' | 'set-aside'
  readonly sentence: string
  readonly is: (element: Element) => boolean
}

/** Characters that each stand for a byte, as the text that the bytes are. */
export const decode = (bytesAsText: string): string =>
  Buffer.from(bytesAsText, 'latin1').toString('utf8')

/** The value of a member that is a string. */
export const stringOf = (element: Element, key: string): string | undefined => {
  const member = element.members.get(key)
  return member?.text[0] === '"' ? JSON.parse(decode(member.text)) : undefined
}

/** The range of a member's value. */
export const rangeOf = (member: Member): Piece => ({
  start: member.start,
  end: member.start + member.text.length,
})
