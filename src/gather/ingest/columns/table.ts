import type { Column } from '../../../model/lake.ts'
import { ListColumn } from './list-column.ts'
import { NumberColumn } from './number-column.ts'
import { TextColumn } from './text-column.ts'

export type AnyColumn = TextColumn | NumberColumn | ListColumn
export type CellValue = string | number | boolean | readonly (string | null)[] | null | undefined

/** Rows on their way to a Parquet file, column by column. */
export interface Table {
  readonly columns: readonly Column[]
  readonly data: readonly AnyColumn[]
  rows: number
}

const columnFor = ({ type }: Column): AnyColumn => {
  if (type === 'text' || type === 'json') return new TextColumn()
  return type === 'text[]' ? new ListColumn() : new NumberColumn()
}

export const emptyTable = (columns: readonly Column[]): Table => ({
  columns,
  data: columns.map(columnFor),
  rows: 0,
})

/** Appends a row; what it does not name is NULL. */
export const appendRow = (table: Table, row: Readonly<Record<string, CellValue>>): void => {
  table.columns.forEach(({ name }, i) => {
    const value = row[name]
    if (value === null || value === undefined) return
    const column = table.data[i]
    if (column instanceof TextColumn) column.append(table.rows, String(value))
    else if (column instanceof ListColumn) {
      if (Array.isArray(value)) column.append(table.rows, value)
    } else column?.set(table.rows, Number(value))
  })
  table.rows++
}

/** Bytes that the rows hold, roughly. */
export const bytesIn = (table: Table): number => {
  let total = table.rows * 8 * table.columns.length
  for (const column of table.data) {
    if (column instanceof TextColumn) total += column.length
    else if (column instanceof ListColumn) total += column.items.length
  }
  return total
}

/** Forgets the rows from `row` on: a file is taken whole or not at all. */
export const truncateTable = (table: Table, row = 0): void => {
  for (const column of table.data) column.truncate(row)
  table.rows = row
}
