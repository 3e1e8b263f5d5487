import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import type { TableBuffers } from './buffers.ts'
import { toIpc } from './ipc.ts'

// Of parquet-wasm's functions few are called: the others need not be compiled. Later versions of V8 do so by themselves.
setFlagsFromString('--wasm-lazy-compilation')

const {
  Compression,
  EnabledStatistics,
  Table: WasmTable,
  WriterPropertiesBuilder,
  writeParquet,
} = createRequire(import.meta.url)('parquet-wasm') as typeof import('parquet-wasm')

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

/** Rows as the bytes of a Parquet file. */
export const toParquet = (table: TableBuffers): Uint8Array =>
  writeParquet(WasmTable.fromIPCStream(toIpc(table)), properties(table.columns))
