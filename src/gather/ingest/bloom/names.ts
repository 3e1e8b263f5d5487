import { type NamingColumn, namingColumns } from '../../../model/lake.ts'
import type { ColumnBuffers, TableBuffers } from '../columns/buffers.ts'
import { type Bytes, bytesOf, hashOf, hashOfText } from './hash.ts'

/** Equal texts of two columns differ. Part of the format of the lake. */
const seeds = new Map<string, number>(namingColumns.map((name) => [name, hashOfText(name, 0)]))

const seedOf = (column: NamingColumn): number => seeds.get(column) as number

/** Stands for whatever a row holds in a column whose value is worked out from another (engine/duckdb/views.ts). */
const workedOut = (column: NamingColumn): number => hashOfText('worked out', ~seedOf(column))

/** Columns that the view `events` works out from another where they are NULL. */
export const workedOutFrom: Partial<Record<NamingColumn, string>> = { resource_arns: 'resources' }

/** The hashes by which a text in a column is found: the file may hold it if it may hold one of these. */
export const hashesFor = (column: NamingColumn, text: string): readonly number[] => [
  hashOfText(text, seedOf(column)),
  ...(workedOutFrom[column] === undefined ? [] : [workedOut(column)]),
]

/** The hashes of texts that are read one by one. */
export const hashOfName = (column: NamingColumn, text: string | null): number =>
  text === null ? workedOut(column) : hashOfText(text, seedOf(column))

/** Hashes as they are found. Memory is used again. */
class Hashes {
  static #kept = new Int32Array(0)
  all: Int32Array
  count = 0

  constructor(most: number) {
    if (Hashes.#kept.length < most) Hashes.#kept = new Int32Array(most)
    this.all = Hashes.#kept
  }

  add(hash: number): void {
    this.all[this.count++] = hash
  }
}

const isNull = ({ valid }: ColumnBuffers, row: number): boolean =>
  valid !== undefined && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0

/** Most rows of a column are NULL where all its bytes are few; a row like the one before adds nothing. */
const addTexts = (column: ColumnBuffers, seed: number, into: Hashes): void => {
  const { offsets, data, length, nullCount } = column
  if (nullCount === length || offsets === undefined) return
  const bytes: Bytes = bytesOf(data as Uint8Array)
  let last: number | undefined
  for (let row = 0; row < length; row++) {
    if (nullCount > 0 && isNull(column, row)) continue
    const hash = hashOf(bytes, offsets[row] as number, offsets[row + 1] as number, seed)
    if (hash !== last) into.add(hash)
    last = hash
  }
}

const needsWork = (column: ColumnBuffers, from: ColumnBuffers): boolean => {
  if (from.nullCount === from.length || column.nullCount === 0) return false
  for (let row = 0; row < from.length; row++)
    if (!isNull(from, row) && isNull(column, row)) return true
  return false
}

/** The hashes of all names in a table: those up to `count`; good until the next call. */
export const namesIn = ({
  columns,
  buffers,
  rows,
}: TableBuffers): Pick<Hashes, 'all' | 'count'> => {
  const of = (name: string) => buffers[columns.findIndex((c) => c.name === name)]
  const named = namingColumns.flatMap((name) => {
    const column = of(name)
    return column === undefined ? [] : [{ name, column, texts: column.items ?? column }]
  })
  const into = new Hashes(named.reduce((sum, { texts }) => sum + texts.length + 1, 0))
  for (const { name, column, texts } of named) {
    if (rows > 0) addTexts(texts, seedOf(name), into)
    const from = of(workedOutFrom[name] ?? '')
    if (from !== undefined && needsWork(column, from)) into.add(workedOut(name))
  }
  return into
}
