import type { ObjectKind } from '../../../model/manifest.ts'
import { claimsLog, type KeyClaim } from '../../objects/key.ts'
import { Rejection } from '../../objects/rejection.ts'
import type { Found } from '../containers/container.ts'
import { containers } from '../containers/list.ts'
import { members, repeatsKey } from '../record/slices.ts'
import { decode, type Element, type Piece, type Wrapper } from './format.ts'
import { wrappers } from './list.ts'
import { neighbours } from './neighbours.ts'
import { isRecord } from './record.ts'
import { records as recordsWrapper } from './records.ts'

/** A record of an object: its JSON text, and where it stands in the uncompressed bytes. */
export interface FoundRecord {
  readonly text: string
  readonly offset: number
  readonly length: number
}

export interface EventReading {
  readonly kind: ObjectKind
  readonly format: string
  readonly records: readonly FoundRecord[]
  /** Records that are no events (Insight, aggregated) and were left out. */
  readonly skipped: number
}

export type Reading =
  | EventReading
  | {
      readonly kind: ObjectKind
      readonly outcome: 'routed' | 'set-aside'
      readonly reason: string
    }

/** A record that is its bytes: only who needs its text makes it, since all of them would be the file once more. */
const standing = (bytes: Buffer, offset: number, length: number): FoundRecord => ({
  get text() {
    return bytes.toString('utf8', offset, offset + length)
  },
  offset,
  length,
})

const elementOf = (text: string): Element => ({ text, members: members(text) })

/** What a record is that is no event: it has its own reading, or none. */
const nonEvent = ({ members: m }: Element): 'insight' | 'aggregated' | undefined => {
  const category = m.get('eventCategory')?.text
  if (category === '"Insight"' || m.get('eventType')?.text === '"AwsCloudTrailInsight"')
    return 'insight'
  return category === '"Aggregated"' ? 'aggregated' : undefined
}

const parsed = (text: string, offset: number): Element => {
  try {
    JSON.parse(text)
  } catch {
    throw new Rejection(`the record at byte ${offset} is no JSON`)
  }
  if (!text.trimStart().startsWith('{')) throw new Rejection(`no record at byte ${offset}`)
  const trimmed = text.trim()
  return elementOf(trimmed)
}

const open = (element: Element): { wrapper: Wrapper; pieces: readonly Piece[] } | undefined => {
  for (const wrapper of wrappers) {
    const pieces = wrapper.open(element)
    if (pieces !== undefined) return { wrapper, pieces }
  }
  return undefined
}

/** Of a key written twice one reader takes the first value, another the last: neither is what was delivered. */
const onlyOnce = ({ text }: Element, offset: number): void => {
  if (repeatsKey(text))
    throw new Rejection(`a key is written twice in the object at byte ${offset}`)
}

const split = (bytes: Buffer): { id: string; found: readonly Found[] } | undefined => {
  for (const container of containers) {
    const found = container.split(bytes)
    if (found !== undefined) return { id: container.id, found }
  }
  return undefined
}

const strange = (claim: KeyClaim, head: string): Reading => {
  if (claimsLog(claim) || /^\s*[{[]/.test(head))
    throw new Rejection('neither JSON nor lines of JSON: cut off or damaged')
  return { kind: 'other', outcome: 'set-aside', reason: 'not a log of CloudTrail' }
}

const notOurs = (claim: KeyClaim, element: Element): Reading => {
  const neighbour = neighbours.find((n) => n.is(element))
  if (neighbour !== undefined)
    return { kind: neighbour.kind, outcome: neighbour.outcome, reason: neighbour.sentence }
  if (claimsLog(claim)) throw new Rejection('JSON, but no records of CloudTrail')
  return { kind: 'other', outcome: 'set-aside', reason: 'JSON, but no records of CloudTrail' }
}

const kindOf = (claim: KeyClaim, wrapper: Wrapper, container: string): ObjectKind => {
  if (wrapper.kind !== 'log' || container !== 'document') return 'export'
  return claimsLog(claim) && claim.kind !== undefined ? claim.kind : 'export'
}

/** What a `{"Records":[...]}` is whose records have been taken already. */
export const usualReading = (claim: KeyClaim): EventReading => ({
  kind: kindOf(claim, recordsWrapper, 'document'),
  format: recordsWrapper.id,
  records: [],
  skipped: 0,
})

/**
 * The records of an object's uncompressed bytes (UTF-8), whatever their form: the slow and plain way.
 * Every record is text that JSON.parse accepts. An object is taken whole or not at all: throws
 * `Rejection` when any part of it is no record.
 */
export const readObject = (bytes: Buffer, claim: KeyClaim): Reading => {
  if (bytes.length === 0 && claimsLog(claim)) throw new Rejection('empty')
  const parts = split(bytes)
  if (parts === undefined) return strange(claim, bytes.toString('latin1', 0, 256))
  const records: FoundRecord[] = []
  const wrappersSeen = new Set<Wrapper>()
  const skippedKinds = new Map<ObjectKind, number>()

  for (const part of parts.found) {
    const text = part.text ?? bytes.toString('latin1', part.start, part.end)
    const inString = part.text !== undefined
    const element = inString ? parsed(text, part.start) : elementOf(text)
    const opened = text.trimStart().startsWith('{') ? open(element) : undefined
    if (opened !== undefined) onlyOnce(element, part.start)
    if (opened === undefined) {
      if (records.length === 0 && wrappersSeen.size === 0) return notOurs(claim, element)
      throw new Rejection(`no record of CloudTrail at byte ${part.start}`)
    }
    wrappersSeen.add(opened.wrapper)
    for (const piece of opened.pieces) {
      const where = inString
        ? { offset: part.start, length: part.end - part.start }
        : { offset: part.start + piece.start, length: piece.end - piece.start }
      const own = piece.text ?? element.text.slice(piece.start, piece.end)
      const record = piece.text === undefined && inString ? own : (piece.text ?? decode(own))
      const inside = parsed(record, where.offset)
      onlyOnce(inside, where.offset)
      const other = nonEvent(inside)
      if (other !== undefined) skippedKinds.set(other, (skippedKinds.get(other) ?? 0) + 1)
      else if (!claimsLog(claim) && !isRecord(inside)) return notOurs(claim, inside)
      else if (inString || piece.text !== undefined) records.push({ text: inside.text, ...where })
      else records.push(standing(bytes, where.offset, where.length))
    }
  }
  const [first] = wrappersSeen
  const [skippedKind] = skippedKinds.keys()
  const skipped = [...skippedKinds.values()].reduce((a, b) => a + b, 0)
  if (records.length === 0 && skippedKind !== undefined)
    return { kind: skippedKind, outcome: 'set-aside', reason: `holds ${skippedKind} records only` }
  return {
    kind: first === undefined ? 'export' : kindOf(claim, first, parts.id),
    format: parts.id === 'document' ? (first?.id ?? 'records') : parts.id,
    records,
    skipped,
  }
}
