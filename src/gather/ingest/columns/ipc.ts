import { createRequire } from 'node:module'
import type {
  Bool as BoolType,
  Data,
  DataType,
  List as ListType,
  Utf8 as TextType,
} from 'apache-arrow'
import type { ColumnType } from '../../../model/lake.ts'
import type { ColumnBuffers, TableBuffers } from './buffers.ts'

// `import` would have a parser of Node's, written in JavaScript, look through all of it for its exports first.
const {
  AsyncByteQueue,
  Bool,
  Field,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} = createRequire(import.meta.url)('apache-arrow') as typeof import('apache-arrow')

const item = new Field('element', new Utf8(), true)

const arrowTypes: Readonly<Record<ColumnType, DataType>> = {
  text: new Utf8(),
  json: new Utf8(),
  boolean: new Bool(),
  timestamp: new TimestampMicrosecond(),
  integer: new Int32(),
  bigint: new Int64(),
  'text[]': new List(item),
}

const dataOf = (
  { length, nullCount, valid, offsets, data, items }: ColumnBuffers,
  type: ColumnType,
): Data => {
  const common = { length, nullCount, nullBitmap: valid }
  if (type === 'text[]') {
    const child = dataOf(items as ColumnBuffers, 'text')
    return makeData({
      ...common,
      type: arrowTypes[type] as ListType,
      valueOffsets: offsets as Int32Array,
      child,
    })
  }
  if (type === 'text' || type === 'json')
    return makeData({
      ...common,
      type: arrowTypes[type] as TextType,
      valueOffsets: offsets as Int32Array,
      data: data as Uint8Array,
    })
  return makeData({ ...common, type: arrowTypes[type] as BoolType, data: data as Uint8Array })
}

/** Keeps what is written, piece by piece. */
class Pieces extends AsyncByteQueue {
  readonly list: Uint8Array[] = []

  override write(piece: Uint8Array): void {
    this.list.push(piece)
  }
}

const isShared = (piece: Uint8Array): boolean => piece.buffer instanceof SharedArrayBuffer

/** Used again: fresh memory costs garbage. */
let joined = new Uint8Array(0)

/** Pieces one after another, as copies; good until the next call. */
const copied = (pieces: readonly Uint8Array[], total: number): Uint8Array => {
  if (total > joined.length) joined = new Uint8Array(Math.ceil(total * 1.5))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined.subarray(0, total)
}

/** Pieces one after another where those that are shared lie so already (shared-memory.ts): only the others are put round them. */
const inPlace = (pieces: readonly Uint8Array[], total: number): Uint8Array | undefined => {
  const first = pieces.findIndex(isShared)
  const memory = pieces[first]?.buffer
  if (memory === undefined) return undefined
  const before = pieces.slice(0, first).reduce((sum, piece) => sum + piece.length, 0)
  const start = (pieces[first] as Uint8Array).byteOffset - before
  if (start < 0 || start + total > memory.byteLength) return undefined
  let at = start
  for (const piece of pieces) {
    if (isShared(piece) && (piece.buffer !== memory || piece.byteOffset !== at)) return undefined
    at += piece.length
  }
  const bytes = new Uint8Array(memory, start, total)
  at = 0
  for (const piece of pieces) {
    if (!isShared(piece)) bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** Rows as an Arrow IPC stream; good until the next call, and as long as the memory of the rows. */
export const toIpc = ({ columns, buffers, rows }: TableBuffers): Uint8Array => {
  const children = columns.map((c, i) => dataOf(buffers[i] as ColumnBuffers, c.type))
  // Where a column has no NULL, nothing is written about which rows have one.
  const fields = columns.map(
    (c, i) => new Field(c.name, arrowTypes[c.type], buffers[i]?.nullCount !== 0),
  )
  const struct = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children })
  const schema = new Schema(fields)
  const pieces = new Pieces()
  const writer = new RecordBatchStreamWriter()
  writer.reset(pieces, schema)
  writer.write(new RecordBatch(schema, struct))
  writer.finish()
  const total = pieces.list.reduce((sum, piece) => sum + piece.length, 0)
  return inPlace(pieces.list, total) ?? copied(pieces.list, total)
}
