import { createRequire } from 'node:module'
import {
  AsyncByteQueue,
  Bool,
  type Data,
  type DataType,
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
} from 'apache-arrow'
import type { Column, ColumnType } from '../../../model/lake.ts'
import { ListColumn } from './list-column.ts'
import { NumberColumn } from './number-column.ts'
import type { AnyColumn, Table } from './table.ts'
import type { Run } from './text-column.ts'

// `import` would have a parser of Node's, written in JavaScript, look through all of it for its exports first.
const {
  Compression,
  EnabledStatistics,
  Table: WasmTable,
  WriterPropertiesBuilder,
  writeParquet,
} = createRequire(import.meta.url)('parquet-wasm') as typeof import('parquet-wasm')

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

/** One bit a row, as Arrow wants it. */
const bitmap = (flags: Uint8Array | Float64Array): Uint8Array => {
  const bits = new Uint8Array(Math.ceil(flags.length / 8))
  for (let i = 0; i < flags.length; i++)
    bits[i >> 3] = (bits[i >> 3] as number) | ((flags[i] as number) << (i & 7))
  return bits
}

/** Which rows are NULL. Of most columns all are or none is, and `indexOf` is quick to tell. */
const validity = (valid: Uint8Array): { nullCount: number; nullBitmap: Uint8Array | undefined } => {
  const { length } = valid
  if (valid.indexOf(0) < 0) return { nullCount: 0, nullBitmap: undefined }
  if (valid.indexOf(1) < 0)
    return { nullCount: length, nullBitmap: new Uint8Array(Math.ceil(length / 8)) }
  let set = 0
  for (let i = 0; i < length; i++) set += valid[i] as number
  return { nullCount: length - set, nullBitmap: bitmap(valid) }
}

const int64 = (values: Float64Array): BigInt64Array => {
  const out = new Int32Array(values.length * 2)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    out[i * 2] = (value % 2 ** 32) | 0
    out[i * 2 + 1] = Math.floor(value / 2 ** 32)
  }
  return new BigInt64Array(out.buffer)
}

const dataOf = (
  column: AnyColumn,
  type: ColumnType,
  runs: readonly Run[],
  length: number,
): Data => {
  if (column instanceof ListColumn) {
    const { offsets, valid, items, total } = column.take(runs, length)
    const child = makeData({
      type: new Utf8(),
      length: total,
      ...validity(items.valid),
      valueOffsets: items.offsets,
      data: items.bytes,
    })
    return makeData({
      type: new List(item),
      length,
      ...validity(valid),
      valueOffsets: offsets,
      child,
    })
  }
  if (column instanceof NumberColumn) {
    const { values, valid } = column.take(runs, length)
    const common = { length, ...validity(valid) }
    if (type === 'boolean') return makeData({ ...common, type: new Bool(), data: bitmap(values) })
    if (type === 'integer')
      return makeData({ ...common, type: new Int32(), data: Int32Array.from(values) })
    const data = int64(values)
    return type === 'timestamp'
      ? makeData({ ...common, type: new TimestampMicrosecond(), data })
      : makeData({ ...common, type: new Int64(), data })
  }
  const { offsets, valid, bytes } = column.take(runs, length)
  return makeData({
    type: new Utf8(),
    length,
    ...validity(valid),
    valueOffsets: offsets,
    data: bytes,
  })
}

/**
 * Columns with a dictionary: those that questions narrow by, and long texts that repeat. For others
 * compression makes nearly as much of it, in half the time.
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
  'user_agent',
  'tls_details',
]

/** Random digits: compression finds nothing in them. */
const RANDOM: readonly string[] = ['event_id', 'request_id', 'content_hash']

/** Columns that questions narrow by: only for them it helps to know the least and the greatest value. */
const NARROWING: readonly string[] = [
  'event_time',
  'event_source',
  'event_name',
  'aws_region',
  'recipient_account_id',
  'access_key_id',
  'bucket_name',
]

const properties = (columns: readonly Column[]) => {
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setDictionaryEnabled(false)
    .setStatisticsEnabled(EnabledStatistics.None)
    .setMaxRowGroupSize(122_880)
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

/** Some rows of a table, in the order of the runs, as an Arrow IPC stream: good until the next call. */
const toIpc = (table: Table, runs: readonly Run[]): Uint8Array => {
  const length = runs.reduce((sum, r) => sum + r.to - r.from, 0)
  const fields = table.columns.map((c) => new Field(c.name, arrowTypes[c.type], true))
  const children = table.columns.map((c, i) =>
    dataOf(table.data[i] as AnyColumn, c.type, runs, length),
  )
  const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children })
  const schema = new Schema(fields)
  const joined = new Joined()
  const writer = new RecordBatchStreamWriter()
  writer.reset(joined, schema)
  writer.write(new RecordBatch(schema, struct))
  writer.finish()
  return joined.bytes
}

/** The same rows as the bytes of a Parquet file. */
export const toParquet = (table: Table, runs: readonly Run[]): Uint8Array =>
  writeParquet(WasmTable.fromIPCStream(toIpc(table, runs)), properties(table.columns))
