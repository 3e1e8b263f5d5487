import { SECOND } from '../../../model/time.ts'
import { isLasting } from '../key-kind.ts'
import { isMaskedKey } from '../masked.ts'
import { type Column, idColumn, numberColumn } from './column.ts'
import { type UseColumn, useColumns } from './columns.ts'
import type { Use } from './rows.ts'
import { plainColumn, repeatingColumn, type TextColumn } from './text-column.ts'
import { textIndex } from './text-index.ts'

type Cells = readonly (string | null)[]

const columns = Object.keys(useColumns) as UseColumn[]
const numbers = ['createdAt', 'count', 'first', 'last'] as const
const flags = ['direct', 'console'] as const
type NumberName = (typeof numbers)[number] | (typeof flags)[number]
type TextName = Exclude<UseColumn, NumberName | 'otherArn'>
const isOneOf = <T extends string>(list: readonly T[], name: string): name is T =>
  (list as readonly string[]).includes(name)
const isText = (name: UseColumn): name is TextName =>
  name !== 'otherArn' && !isOneOf(numbers, name) && !isOneOf(flags, name)

/** What tells credentials apart. */
const apart = ['key', 'principalId', 'createdAt'] as const

/** What as a rule is another in each row. */
const UNIQUE: readonly UseColumn[] = ['key', 'principalId', 'arn']

const otherArnAt = columns.indexOf('otherArn')

const instantOf = (value: number) => (Number.isNaN(value) ? null : value)

/** The lesser of two texts, so that the order of rows changes nothing. */
const lesser = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b

/** The greater of two texts. */
const greater = (a: string | null, b: string | null): string | null =>
  lesser(a, b) === a ? (b ?? a) : a

/** Times as whole numbers; 0 for none. */
export const secondOf = (instant: number): number =>
  Number.isNaN(instant) ? 0 : Math.floor(instant / SECOND)

const NONE: readonly string[] = []

/** Credentials in use, as columns: a row for each key, principal id and time of creation. */
export const makeUses = () => {
  const values: Readonly<Record<NumberName, Column>> = {
    createdAt: numberColumn(),
    count: numberColumn(),
    first: numberColumn(),
    last: numberColumn(),
    direct: idColumn(),
    console: idColumn(),
  }
  const texts = Object.fromEntries(
    columns.filter(isText).map((n) => [n, UNIQUE.includes(n) ? plainColumn() : repeatingColumn()]),
  ) as Record<TextName, TextColumn>
  let size = 0
  /** All ARNs of the rows that bear several. */
  const names = new Map<number, ReadonlySet<string>>()
  const more = new Map<number, readonly string[]>()

  const writers = columns.map((name): ((cell: string | null) => void) => {
    if (name === 'otherArn') return () => {}
    if (isText(name)) {
      const { push } = texts[name]
      return name === 'key'
        ? (cell) => push(cell === null || isMaskedKey(cell) ? null : cell)
        : push
    }
    const { push } = values[name]
    return isOneOf(flags, name)
      ? (cell) => push(cell === '1' ? 1 : 0)
      : (cell) => push(cell === null ? Number.NaN : Number(cell))
  })

  const namesOf = (row: number): Iterable<string | null> => names.get(row) ?? [texts.arn.at(row)]
  const learn = (row: number, further: Iterable<string | null>) => {
    const all = new Set([...namesOf(row), ...further].filter((arn) => arn !== null))
    if (all.size > 1) names.set(row, all)
  }

  const push = (cells: Cells) => {
    writers.forEach((write, i) => {
      write(cells[i] ?? null)
    })
    // Of a lasting key no time of creation is meant.
    if (isLasting(texts.key.at(size) ?? '')) values.createdAt.set(size, Number.NaN)
    const other = cells[otherArnAt] ?? null
    if (other !== null) learn(size, [other])
    size++
  }

  const absorb = (into: number, row: number) => {
    // Before the least of them takes its place.
    learn(into, namesOf(row))
    for (const name of columns) {
      if (name === 'otherArn' || isOneOf(apart, name)) continue
      if (isText(name)) {
        const [a, b] = [texts[name].at(into), texts[name].at(row)]
        if (a !== b) texts[name].set(into, (name === 'sourceIdentity' ? greater : lesser)(a, b))
        continue
      }
      const [a, b] = [values[name].at(into), values[name].at(row)]
      if (name === 'count') values.count.set(into, a + b)
      else if (name === 'first') values.first.set(into, b < a || Number.isNaN(a) ? b : a)
      else if (name === 'last') values.last.set(into, b > a || Number.isNaN(a) ? b : a)
      else values[name].set(into, Math.max(a, b))
    }
  }

  /** Who is told apart by these: rows with neither key nor principal are nobody's. */
  const handleOf = (row: number) => texts.key.at(row) ?? texts.principalId.at(row)
  const secondAt = (row: number) => secondOf(values.createdAt.at(row))

  /** Rows of the same credential become one; the others are let go. `more`: ARNs of a row besides its least. */
  const merge = () => {
    const of = textIndex(size, handleOf, secondAt)
    const gone = new Uint8Array(size)
    for (let row = 0; row < size; row++) {
      const handle = handleOf(row)
      if (gone[row] === 1 || handle === null) continue
      for (const other of of(handle, secondAt(row))) {
        const same =
          other > row &&
          texts.key.at(other) === texts.key.at(row) &&
          texts.principalId.at(other) === texts.principalId.at(row) &&
          Object.is(values.createdAt.at(other), values.createdAt.at(row))
        if (!same || gone[other] === 1) continue
        absorb(row, other)
        gone[other] = 1
      }
    }
    for (const [row, arns] of names)
      if (gone[row] === 0) more.set(row, [...arns].filter((a) => a !== texts.arn.at(row)).sort())
    return { gone, more }
  }

  // Written out, so that all rows have one shape: made in a loop they would cost five times as much.
  const at = (row: number): Use => {
    return {
      row,
      key: texts.key.at(row),
      principalId: texts.principalId.at(row),
      createdAt: instantOf(values.createdAt.at(row)),
      arn: texts.arn.at(row),
      type: texts.type.at(row),
      account: texts.account.at(row),
      issuerArn: texts.issuerArn.at(row),
      moreArns: more.get(row) ?? NONE,
      sourceIdentity: texts.sourceIdentity.at(row),
      leastSource: texts.leastSource.at(row),
      invokedBy: texts.invokedBy.at(row),
      identity: texts.identity.at(row),
      recipient: texts.recipient.at(row),
      direct: values.direct.at(row) === 1,
      console: values.console.at(row) === 1,
      count: values.count.at(row),
      first: instantOf(values.first.at(row)),
      last: instantOf(values.last.at(row)),
    }
  }
  const createdAt = (row: number) => instantOf(values.createdAt.at(row))
  return { size: () => size, texts, values, push, merge, at, createdAt }
}
export type Uses = ReturnType<typeof makeUses>
