import type { ColumnType } from '../../../model/lake.ts'
import { ListColumn } from './list-column.ts'
import { NumberColumn } from './number-column.ts'
import type { AnyColumn, Table } from './table.ts'
import type { Run } from './text-column.ts'

/** A column as Arrow lays it out. What it has depends on its type. */
export interface ColumnBuffers {
  readonly length: number
  readonly nullCount: number
  /** One bit a row, set where there is a value; undefined where all have one. */
  readonly valid: Uint8Array | undefined
  /** Where the value of each row begins in `data` or `items`, and where the last ends. */
  readonly offsets: Int32Array | undefined
  readonly data: Uint8Array | Int32Array | BigInt64Array | undefined
  /** What lists hold. */
  readonly items: ColumnBuffers | undefined
}

/** Some rows of a table. */
export interface TableBuffers {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly buffers: readonly ColumnBuffers[]
  readonly rows: number
}

/** Room for one bit a row, in whole words of 8 bytes as Arrow writes them. */
const bitsFor = (rows: number): Uint8Array => new Uint8Array(Math.ceil(rows / 64) * 8)

/** One bit a row, as Arrow wants it. */
const bitmap = (flags: Uint8Array | Float64Array): Uint8Array => {
  const bits = bitsFor(flags.length)
  for (let i = 0; i < flags.length; i++)
    bits[i >> 3] = (bits[i >> 3] as number) | ((flags[i] as number) << (i & 7))
  return bits
}

/** Which rows are NULL. Of most columns all are or none is, and `indexOf` is quick to tell. */
const validity = (valid: Uint8Array): Pick<ColumnBuffers, 'nullCount' | 'valid'> => {
  const { length } = valid
  if (valid.indexOf(0) < 0) return { nullCount: 0, valid: undefined }
  if (valid.indexOf(1) < 0) return { nullCount: length, valid: bitsFor(length) }
  let set = 0
  for (let i = 0; i < length; i++) set += valid[i] as number
  return { nullCount: length - set, valid: bitmap(valid) }
}

const int64 = (values: Float64Array): BigInt64Array => {
  const out = new Int32Array(values.length * 2)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    out[i * 2] = value | 0 // modulo 2 ** 32
    out[i * 2 + 1] = Math.floor(value / 2 ** 32)
  }
  return new BigInt64Array(out.buffer)
}

const numbers = (values: Float64Array, type: ColumnType): ColumnBuffers['data'] => {
  if (type === 'boolean') return bitmap(values)
  return type === 'integer' ? Int32Array.from(values) : int64(values)
}

const buffersOfColumn = (
  column: AnyColumn,
  type: ColumnType,
  runs: readonly Run[],
  length: number,
): ColumnBuffers => {
  if (column instanceof ListColumn) {
    const { offsets, valid, items, total } = column.take(runs, length)
    const inside = {
      length: total,
      ...validity(items.valid),
      offsets: items.offsets,
      data: items.bytes,
      items: undefined,
    }
    return { length, ...validity(valid), offsets, data: undefined, items: inside }
  }
  if (column instanceof NumberColumn) {
    const { values, valid } = column.take(runs, length)
    const data = numbers(values, type)
    return { length, ...validity(valid), offsets: undefined, data, items: undefined }
  }
  const { offsets, valid, bytes } = column.take(runs, length)
  return { length, ...validity(valid), offsets, data: bytes, items: undefined }
}

/** Rows of a table, in the order of the runs; views, good until the next change of the table. */
export const buffersOf = (table: Table, runs: readonly Run[]): TableBuffers => {
  const rows = runs.reduce((sum, r) => sum + r.to - r.from, 0)
  const columns = table.columns.map(({ name, type }) => ({ name, type }))
  const buffers = columns.map(({ type }, i) =>
    buffersOfColumn(table.data[i] as AnyColumn, type, runs, rows),
  )
  return { columns, buffers, rows }
}
