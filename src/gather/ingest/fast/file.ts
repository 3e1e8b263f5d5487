import { SCRATCH, withRoom } from '../../objects/memory.ts'
import { truncateTable } from '../columns/table.ts'
import { repeatsKey } from '../record/slices.ts'
import { endOfJson, skipSpace } from '../record/validate.ts'
import { appendRecord, type Rows } from '../work/rows.ts'
import { appendFast, type Where } from './append.ts'
import { textAt } from './digest.ts'
import { Tape } from './tape.ts'

const OPENING = Buffer.from('{"Records":[')

const tape = new Tape()

/** The file is out of the ordinary. */
const STRANGE = -1

const opens = (bytes: Uint8Array): boolean => OPENING.every((c, i) => bytes[i] === c)

/** A record that is out of the ordinary, by the definition; where it ends, or `STRANGE` when it is no JSON. */
const takeSlowly = (
  rows: Rows,
  bytes: Uint8Array,
  at: number,
  base: number,
  where: Where,
): number => {
  const end = endOfJson(bytes, at)
  if (end < 0) return STRANGE
  const record = { text: textAt(bytes, at, end), offset: base + at, length: end - at }
  appendRecord(rows, record, where.objectId, where.keyAccount, where.keys)
  return end
}

/**
 * Takes the record at `at`; where it ends, or `STRANGE`. A function of its own: in a loop that is entered once for
 * each file V8 would not keep it compiled.
 */
const takeRecord = (
  rows: Rows,
  bytes: Uint8Array,
  at: number,
  base: number,
  where: Where,
): number => {
  const row = rows.table.rows
  const end = tape.read(bytes, at)
  // A record that is larger than the scratch room is no ordinary one.
  const isOrdinary = end >= 0 && end - at <= SCRATCH / 2
  const taken = isOrdinary ? appendFast(rows, tape, base + at, where) : 'slow'
  if (taken === 'taken') return end
  if (taken === 'strange') return STRANGE
  truncateTable(rows.table, row)
  // Whether it is an event at all is not known yet: only ordinary records may be slow here.
  return looksUsual(bytes, at) ? takeSlowly(rows, bytes, at, base, where) : STRANGE
}

/** Takes records up to the end of their list; where that is, or `STRANGE`. */
const takeRecords = (
  rows: Rows,
  bytes: Uint8Array,
  from: number,
  base: number,
  where: Where,
): number => {
  if (bytes[from] === 93) return from + 1
  for (let i = from; ; i++) {
    i = takeRecord(rows, bytes, i, base, where)
    if (i === STRANGE) return STRANGE
    if (bytes[i] === 93) return i + 1
    if (bytes[i] !== 44) return STRANGE
  }
}

/**
 * Takes a compact `{"Records":[...]}` straight from its bytes into the columns. False, with the rows as
 * they were, when the file is out of the ordinary: read it the plain way. `base` is what stood before
 * the bytes in the object.
 */
export const takeFile = (
  rows: Rows,
  file: Uint8Array,
  base: number,
  { objectId, keyAccount, keys }: Omit<Where, 'scratch'>,
): boolean => {
  if (!opens(file)) return false
  const bytes = withRoom(file)
  bytes[file.length] = 0 // where a cut-off record ends: no JSON goes on over it
  const where: Where = { objectId, keyAccount, keys, scratch: file.length + 1 }
  const before = rows.table.rows
  const keysBefore = new Map(where.keys)
  const end = takeRecords(rows, bytes, OPENING.length, base, where)
  if (end !== STRANGE && bytes[end] === 125 && skipSpace(file, end + 1) === file.length) return true
  truncateTable(rows.table, before)
  where.keys.clear()
  for (const [key, count] of keysBefore) where.keys.set(key, count)
  return false
}

const EVENT = Buffer.from('"eventSource"')
const NO_EVENT = ['"Insight"', '"Aggregated"', '"AwsCloudTrailInsight"', '"aws:'].map((t) =>
  Buffer.from(t),
)

/** Careful: true only when nothing in the record hints at a record that is no event, and no key is written twice. */
const looksUsual = (bytes: Uint8Array, at: number): boolean => {
  const end = endOfJson(bytes, at)
  if (end < 0 || bytes[at] !== 123) return false
  const record = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at)
  return (
    record.includes(EVENT) &&
    !NO_EVENT.some((text) => record.includes(text)) &&
    !repeatsKey(record.toString('latin1'))
  )
}
