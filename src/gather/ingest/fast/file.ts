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

const opens = (bytes: Uint8Array): boolean => OPENING.every((c, i) => bytes[i] === c)

/** A record that is out of the ordinary, by the definition; where it ends, or -1 when it is no JSON. */
const takeSlowly = (
  rows: Rows,
  bytes: Uint8Array,
  at: number,
  base: number,
  where: Where,
): number => {
  const end = endOfJson(bytes, at)
  if (end < 0) return -1
  const record = { text: textAt(bytes, at, end), offset: base + at, length: end - at }
  appendRecord(rows, record, where.objectId, where.keyAccount, where.keys)
  return end
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
  const give = (): false => {
    truncateTable(rows.table, before)
    where.keys.clear()
    for (const [key, count] of keysBefore) where.keys.set(key, count)
    return false
  }
  let i = OPENING.length
  if (bytes[i] === 93) i++
  else
    for (;;) {
      const row = rows.table.rows
      let end = tape.read(bytes, i)
      if (end - i > SCRATCH / 2) end = -1
      const taken = end < 0 ? 'slow' : appendFast(rows, tape, base + i, where)
      // A record that is larger than the scratch room is no ordinary one either.
      if (taken === 'strange') return give()
      if (taken === 'slow') {
        truncateTable(rows.table, row)
        // Whether it is an event at all is not known yet: only ordinary records may be slow here.
        if (!looksUsual(bytes, i)) return give()
        end = takeSlowly(rows, bytes, i, base, where)
        if (end < 0) return give()
      }
      i = end
      const c = bytes[i++]
      if (c === 93) break
      if (c !== 44) return give()
    }
  if (bytes[i] !== 125 || skipSpace(file, i + 1) !== file.length) return give()
  return true
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
