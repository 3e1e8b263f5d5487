import type { ListColumn } from '../columns/list-column.ts'
import type { NumberColumn } from '../columns/number-column.ts'
import type { TextColumn } from '../columns/text-column.ts'
import type { Node } from '../record/tree.ts'
import { columnIndex, countKey, type KeyCounts, type Rows, roomFor } from '../work/rows.ts'
import { Canonical, textAt } from './digest.ts'
import { LISTS, type Role, recordShapeOf, resourceShapeOf, rolesOf } from './roles.ts'
import type { Shape } from './shapes.ts'
import { ARRAY, FALSE, OBJECT, STRING, type Tape, TRUE } from './tape.ts'
import { fastInstant } from './time.ts'

const OTHER = columnIndex('other')
const CONTENT_HASH = columnIndex('content_hash')
const ACCOUNT = columnIndex('recipient_account_id')
const KEY_ACCOUNT = columnIndex('key_account_id')
const OBJECT_ID = columnIndex('object_id')
const OFFSET = columnIndex('record_offset')
const LENGTH = columnIndex('record_length')

const canonical = new Canonical()
const COMMA = 44
const OPEN = 123
const CLOSE = 125

/** Whether a string, without its quotes, begins as `text` does. */
const begins = (tape: Tape, n: number, text: string): boolean => {
  const start = tape.start(n) + 1
  for (let i = 0; i < text.length; i++)
    if (tape.bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

const beginsAsOneOf = (tape: Tape, n: number, texts: readonly string[]): boolean => {
  for (let i = 0; i < texts.length; i++) if (begins(tape, n, texts[i] as string)) return true
  return false
}

/** A string into a column of text. */
const putText = (column: TextColumn, row: number, tape: Tape, n: number): void => {
  const start = tape.start(n)
  const end = tape.end(n)
  if (!tape.isEscaped(n)) column.appendBytes(row, tape, start + 1, end - 1)
  else column.append(row, JSON.parse(textAt(tape.bytes, start, end)))
}

/** Whether the value went to the column that its role names: never half. */
const putScalar = (rows: Rows, role: Role, row: number, tape: Tape, n: number): boolean => {
  const column = rows.table.data[role.column]
  const kind = tape.kind(n)
  if (role.type === 'text') {
    if (kind !== STRING) return false
    putText(column as TextColumn, row, tape, n)
    return true
  }
  if (role.type === 'boolean') {
    if (kind !== TRUE && kind !== FALSE) return false
    ;(column as NumberColumn).set(row, kind === TRUE ? 1 : 0)
    return true
  }
  const instant = fastInstant(tape.bytes, tape.start(n), tape.end(n))
  if (instant < 0) return false
  ;(column as NumberColumn).set(row, instant)
  return true
}

/** One byte of a JSON column that is being put together. */
const putByte = (column: TextColumn, byte: number): void => {
  column.reserve(1)
  column.bytes[column.length++] = byte
}

/** An object without the members that went to columns. False: the record must go the slow way. */
const putCut = (
  rows: Rows,
  column: TextColumn,
  at: Node,
  row: number,
  tape: Tape,
  n: number,
): boolean => {
  const shape = tape.shape(n)
  if (shape === undefined) return false
  const roles = rolesOf(shape, at)
  let child = tape.first(n)
  let kept = 0
  putByte(column, OPEN)
  for (let k = 0; k < roles.length; k++, child = tape.next(child)) {
    const role = roles[k] as Role
    if (role.column >= 0 && putScalar(rows, role, row, tape, child)) continue
    // A time that is spelled in another way fills its column too: the slow way knows how.
    if (role.type === 'timestamp' && tape.kind(child) === STRING) return false
    if (kept++ > 0) putByte(column, COMMA)
    column.put(tape, tape.keyStart(child), tape.start(child))
    if (role.inside !== undefined && tape.kind(child) === OBJECT) {
      if (!putCut(rows, column, role.inside, row, tape, child)) return false
    } else column.put(tape, tape.start(child), tape.end(child))
  }
  putByte(column, CLOSE)
  return true
}

/** The member or element at a position; of few, since all before it are walked over. */
const childAt = (tape: Tape, n: number, position: number): number => {
  let child = tape.first(n)
  for (let k = 0; k < position; k++) child = tape.next(child)
  return child
}

/** Whether an element of `resources[]` has nothing but text for the four lists. */
const isPlainResource = (tape: Tape, n: number): boolean => {
  const shape = tape.shape(n)
  if (tape.kind(n) !== OBJECT || shape === undefined || resourceShapeOf(shape) === null)
    return false
  const count = tape.count(n)
  let child = tape.first(n)
  for (let m = 0; m < count; m++, child = tape.next(child))
    if (tape.kind(child) !== STRING) return false
  return true
}

/** `resources[]` into its four lists; false, and nothing is written, when it must be kept whole. */
const putResources = (rows: Rows, row: number, tape: Tape, n: number): boolean => {
  if (tape.kind(n) !== ARRAY) return false
  const count = tape.count(n)
  let resource = tape.first(n)
  for (let k = 0; k < count; k++, resource = tape.next(resource))
    if (!isPlainResource(tape, resource)) return false
  for (let l = 0; l < LISTS.length; l++) {
    const index = LISTS[l] as number
    const list = rows.table.data[index] as ListColumn
    const begin = list.count
    resource = tape.first(n)
    for (let k = 0; k < count; k++, resource = tape.next(resource)) {
      const lists = resourceShapeOf(tape.shape(resource) as Shape) as readonly number[]
      const m = lists.indexOf(index)
      if (m >= 0) putText(list.items, list.count, tape, childAt(tape, resource, m))
      list.count++
    }
    list.end(row, begin)
  }
  return true
}

/** Two hex digits, as a number of two bytes, for each byte. */
const HEX = Uint16Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(byte.toString(16).padStart(2, '0')).readUInt16LE(0),
)

/** A hash of 16 bytes, given as text of as many characters, in hex and as four words. */
const putHash = (rows: Rows, row: number, hash: string): void => {
  const column = rows.table.data[CONTENT_HASH] as TextColumn
  column.reserve(32)
  const { view, length } = column
  roomFor(rows, row + 1)
  const { hashes } = rows
  let word = 0
  for (let i = 0; i < 16; i++) {
    const byte = hash.charCodeAt(i)
    view.setUint16(length + i * 2, HEX[byte] as number, true)
    word = (word << 8) | byte
    if ((i & 3) === 3) hashes[row * 4 + (i >> 2)] = word
  }
  column.length += 32
  column.end(row, length)
}

const setNumber = (rows: Rows, index: number, row: number, value: number): void =>
  (rows.table.data[index] as NumberColumn).set(row, value)

/** What came of a record: taken, for the slow way, or no event at all. */
export type Taken = 'taken' | 'slow' | 'strange'

export interface Where {
  readonly objectId: number
  readonly keyAccount: string | null
  readonly keys: KeyCounts
  /** Where the records end in the bytes and room for canonical text begins. */
  readonly scratch: number
}

/**
 * Appends the record on the tape, with the same row as `appendRecord` would. When it gives up midway,
 * the caller must truncate the rows. `strange`: it may be no CloudTrail event, look at the whole file.
 */
export const appendFast = (rows: Rows, tape: Tape, offset: number, where: Where): Taken => {
  const shape = tape.shape(0)
  if (tape.kind(0) !== OBJECT || shape === undefined) return 'strange'
  const record = recordShapeOf(shape)
  if (!record.usual) return 'strange'
  const row = rows.table.rows
  const other = rows.table.data[OTHER] as TextColumn
  const otherStart = other.length
  const { roles } = record
  let n = tape.first(0)
  for (let k = 0; k < roles.length; k++, n = tape.next(n)) {
    const role = roles[k] as Role
    if (role.noEvent !== undefined && beginsAsOneOf(tape, n, role.noEvent)) return 'strange'
    if (role.type === 'json') {
      if (role.isResources && putResources(rows, row, tape, n)) continue
      const column = rows.table.data[role.column] as TextColumn
      const start = column.length
      if (role.inside !== undefined && tape.kind(n) === OBJECT) {
        if (!putCut(rows, column, role.inside, row, tape, n)) return 'slow'
      } else column.put(tape, tape.start(n), tape.end(n))
      column.end(row, start)
    } else if (role.column < 0 || !putScalar(rows, role, row, tape, n)) {
      if (role.type === 'timestamp' && tape.kind(n) === STRING) return 'slow'
      putByte(other, other.length === otherStart ? OPEN : COMMA)
      other.put(tape, tape.keyStart(n), tape.end(n))
    }
  }
  if (other.length > otherStart) {
    putByte(other, CLOSE)
    other.end(row, otherStart)
  }
  if (record.unknown.length > 0) for (const key of record.unknown) countKey(where.keys, key)
  putHash(rows, row, canonical.hashOf(tape, where.scratch))
  setNumber(rows, OBJECT_ID, row, where.objectId)
  setNumber(rows, OFFSET, row, offset)
  setNumber(rows, LENGTH, row, tape.end(0) - tape.start(0))
  if (where.keyAccount !== null && (rows.table.data[ACCOUNT] as TextColumn).isNull(row))
    (rows.table.data[KEY_ACCOUNT] as TextColumn).append(row, where.keyAccount)
  rows.table.rows++
  return 'taken'
}
