import { SECOND } from '../../../model/time.ts'
import { isMaskedKey } from '../masked.ts'
import { isLasting } from './calls.ts'
import { type Column, idColumn, numberColumn } from './column.ts'
import { type UseColumn, useColumns } from './columns.ts'
import { pairIndex } from './pair-index.ts'
import type { Use } from './rows.ts'
import { inColumn, type Texts } from './texts.ts'

type Cells = readonly (string | null)[]

const columns = Object.keys(useColumns) as UseColumn[]
const numbers = ['createdAt', 'count', 'first', 'last'] as const
const flags = ['direct', 'console'] as const
const isOneOf = <T extends string>(list: readonly T[], name: string): name is T =>
  (list as readonly string[]).includes(name)

const instantOf = (value: number) => (Number.isNaN(value) ? null : value)

/** The lesser of two texts, so that the order of rows changes nothing. */
const lesser = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b

/** The greater of two texts. */
const greater = (a: string | null, b: string | null): string | null =>
  lesser(a, b) === a ? (b ?? a) : a

/** Columns that hold the greatest of the texts that were borne; others hold the least. */
const greatest = ['otherArn', 'sourceIdentity'] as const

/** Times as whole numbers; 0 for none. */
export const secondOf = (instant: number): number =>
  Number.isNaN(instant) ? 0 : Math.floor(instant / SECOND)

const NONE: readonly string[] = []

/** Credentials in use, as columns: a row for each key, principal id and time of creation. */
export const makeUses = (texts: Texts) => {
  const table = Object.fromEntries(
    columns.map((n) => [n, isOneOf(numbers, n) ? numberColumn() : idColumn()]),
  ) as Record<UseColumn, Column>
  let size = 0
  const names = new Map<number, Set<number>>()
  const more = new Map<number, readonly string[]>()
  const set = (row: number, name: UseColumn, value: string | null) =>
    table[name].set(row, texts.idOf(value))

  const readerOf = (name: UseColumn): ((cell: string | null) => number) => {
    if (isOneOf(numbers, name)) return (cell) => (cell === null ? Number.NaN : Number(cell))
    if (isOneOf(flags, name)) return (cell) => (cell === '1' ? 1 : 0)
    const idOf = inColumn(texts)
    return name === 'key' ? (cell) => idOf(cell === null || isMaskedKey(cell) ? null : cell) : idOf
  }
  const writers = columns.map((name) => ({ read: readerOf(name), column: table[name] }))

  const namesOf = (row: number): readonly number[] => [
    ...(names.get(row) ?? [table.arn.at(row), table.otherArn.at(row)]),
  ]
  /** Before the columns of the row are changed: they hold two of its names at most. */
  const learn = (into: number, row: number) => {
    const all = new Set([...namesOf(into), ...namesOf(row)].filter((id) => id !== 0))
    if (all.size > 1) names.set(into, all)
  }

  const push = (cells: Cells) => {
    writers.forEach(({ read, column }, i) => {
      column.push(read(cells[i] ?? null))
    })
    // Of a lasting key no time of creation is meant.
    if (isLasting(texts.at(table.key.at(size)) ?? '')) table.createdAt.set(size, Number.NaN)
    if (table.otherArn.at(size) !== table.arn.at(size)) learn(size, size)
    size++
  }

  const absorb = (into: number, row: number) => {
    learn(into, row)
    for (const name of columns) {
      if (name === 'key' || name === 'principalId' || name === 'createdAt') continue
      const [a, b] = [table[name].at(into), table[name].at(row)]
      if (name === 'count') table.count.set(into, a + b)
      else if (name === 'first') table.first.set(into, b < a || Number.isNaN(a) ? b : a)
      else if (name === 'last') table.last.set(into, b > a || Number.isNaN(a) ? b : a)
      else if (isOneOf(flags, name)) table[name].set(into, Math.max(a, b))
      else if (a !== b)
        set(into, name, (isOneOf(greatest, name) ? greater : lesser)(texts.at(a), texts.at(b)))
    }
  }

  /** Who is told apart by these: rows with neither key nor principal are nobody's. */
  const handleOf = (row: number) => table.key.at(row) || table.principalId.at(row)

  /** Rows of the same credential become one; the others are let go. `more`: ARNs of a row besides its least. */
  const merge = () => {
    const of = pairIndex(size, handleOf, (row) => secondOf(table.createdAt.at(row)))
    const gone = new Uint8Array(size)
    for (let row = 0; row < size; row++) {
      if (gone[row] === 1 || handleOf(row) === 0) continue
      for (const other of of(handleOf(row), secondOf(table.createdAt.at(row)))) {
        const same =
          other > row &&
          table.key.at(other) === table.key.at(row) &&
          table.principalId.at(other) === table.principalId.at(row) &&
          Object.is(table.createdAt.at(other), table.createdAt.at(row))
        if (!same || gone[other] === 1) continue
        absorb(row, other)
        gone[other] = 1
      }
    }
    for (const [row, ids] of names) {
      const others = [...ids]
        .filter((id) => id !== table.arn.at(row))
        .map((id) => texts.at(id) ?? '')
      if (gone[row] === 0) more.set(row, others.sort())
    }
    return { gone, more }
  }

  // Written out, so that all rows have one shape: made in a loop they would cost five times as much.
  const at = (row: number): Use => {
    const text = (column: Column) => texts.at(column.at(row))
    return {
      row,
      key: text(table.key),
      principalId: text(table.principalId),
      createdAt: instantOf(table.createdAt.at(row)),
      arn: text(table.arn),
      type: text(table.type),
      account: text(table.account),
      issuerArn: text(table.issuerArn),
      moreArns: more.get(row) ?? NONE,
      sourceIdentity: text(table.sourceIdentity),
      leastSource: text(table.leastSource),
      invokedBy: text(table.invokedBy),
      identity: text(table.identity),
      recipient: text(table.recipient),
      direct: table.direct.at(row) === 1,
      console: table.console.at(row) === 1,
      count: table.count.at(row),
      first: instantOf(table.first.at(row)),
      last: instantOf(table.last.at(row)),
    }
  }
  const createdAt = (row: number) => instantOf(table.createdAt.at(row))
  return { size: () => size, table, push, merge, at, createdAt }
}
export type Uses = ReturnType<typeof makeUses>
