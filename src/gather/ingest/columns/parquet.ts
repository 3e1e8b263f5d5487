import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import type {
  Bool as BoolType,
  Data,
  DataType,
  List as ListType,
  Utf8 as TextType,
} from 'apache-arrow'
import type { ColumnType } from '../../../model/lake.ts'
import type { ColumnBuffers, TableBuffers } from './buffers.ts'

// Of parquet-wasm's functions few are called: the others need not be compiled. Later versions of V8 do so by themselves.
setFlagsFromString('--wasm-lazy-compilation')

// `import` would have a parser of Node's, written in JavaScript, look through all of it for its exports first.
const require = createRequire(import.meta.url)
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
} = require('apache-arrow') as typeof import('apache-arrow')
const {
  Compression,
  EnabledStatistics,
  Table: WasmTable,
  WriterPropertiesBuilder,
  writeParquet,
} = require('parquet-wasm') as typeof import('parquet-wasm')

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

/**
 * Columns with a dictionary: those that questions narrow by, and who it was. For others compression makes
 * nearly as much of it, in half the time.
 */
const DICTIONARY: readonly string[] = [
  'event_source',
  'event_name',
  'event_category',
  'aws_region',
  'recipient_account_id',
  'access_key_id',
  'bucket_name',
  'identity_arn',
  'principal_id',
  'issuer_arn',
]

/** Random digits: compression finds nothing in them. */
const RANDOM: readonly string[] = ['event_id', 'request_id', 'content_hash']

/** Columns that questions narrow by, and what names a row: only for them it helps to know the least and the greatest value. */
const NARROWING: readonly string[] = [
  'event_time',
  'event_source',
  'event_name',
  'aws_region',
  'recipient_account_id',
  'access_key_id',
  'bucket_name',
  'object_id',
  'identity_account_id',
]

/**
 * So many rows lie together: for one row that a question needs, an engine uncompresses its column for all of them, and
 * different keys of so few still fit into a dictionary.
 */
export const ROW_GROUP = 32_768

const properties = (columns: TableBuffers['columns']) => {
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setDictionaryEnabled(false)
    .setStatisticsEnabled(EnabledStatistics.None)
    .setMaxRowGroupSize(ROW_GROUP)
    .setCreatedBy('wholetrail')
  for (const { name } of columns) {
    if (DICTIONARY.includes(name)) builder = builder.setColumnDictionaryEnabled(name, true)
    if (RANDOM.includes(name))
      builder = builder.setColumnCompression(name, Compression.UNCOMPRESSED)
    if (NARROWING.includes(name))
      builder = builder.setColumnStatisticsEnabled(name, EnabledStatistics.Chunk)
  }
  return builder.build()
}

/** Puts what is written one after another into memory that is used again: fresh memory costs garbage. */
class Joined extends AsyncByteQueue {
  static #bytes = new Uint8Array(0)
  #length = 0

  override write(value: Uint8Array): void {
    const needed = this.#length + value.length
    if (needed > Joined.#bytes.length) {
      const larger = new Uint8Array(Math.ceil(needed * 1.5))
      larger.set(Joined.#bytes.subarray(0, this.#length))
      Joined.#bytes = larger
    }
    Joined.#bytes.set(value, this.#length)
    this.#length = needed
  }

  /** Good until the next one is written to. */
  get bytes(): Uint8Array {
    return Joined.#bytes.subarray(0, this.#length)
  }
}

/** Rows as an Arrow IPC stream: good until the next call. */
const toIpc = ({ columns, buffers, rows }: TableBuffers): Uint8Array => {
  const children = columns.map((c, i) => dataOf(buffers[i] as ColumnBuffers, c.type))
  // Where a column has no NULL, nothing is written about which rows have one.
  const fields = columns.map(
    (c, i) => new Field(c.name, arrowTypes[c.type], buffers[i]?.nullCount !== 0),
  )
  const struct = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children })
  const schema = new Schema(fields)
  const joined = new Joined()
  const writer = new RecordBatchStreamWriter()
  writer.reset(joined, schema)
  writer.write(new RecordBatch(schema, struct))
  writer.finish()
  return joined.bytes
}

/** Rows as the bytes of a Parquet file. */
export const toParquet = (table: TableBuffers): Uint8Array =>
  writeParquet(WasmTable.fromIPCStream(toIpc(table)), properties(table.columns))
