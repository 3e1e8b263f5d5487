import { idColumn } from './column.ts'

type Text = string | null

/** A column of texts that grows. */
export interface TextColumn {
  readonly push: (text: Text) => void
  readonly set: (row: number, text: Text) => void
  readonly at: (row: number) => Text
}

/** Of texts that as a rule do not repeat: as they come, since looking for each costs more than it spares. */
export const plainColumn = (): TextColumn => {
  const texts: Text[] = []
  return {
    push: (text) => {
      texts.push(text)
    },
    set: (row, text) => {
      texts[row] = text
    },
    at: (row) => texts[row] ?? null,
  }
}

/** A column of more texts than this repeats too seldom: the others are kept as they come. */
const MOST = 2 ** 20

/** Of texts that repeat: each once, and its number in the rows. */
export const repeatingColumn = (): TextColumn => {
  const texts: Text[] = [null]
  const numbers = new Map<Text, number>([[null, 0]])
  const rows = idColumn()
  let last: Text = null
  let number = 0
  const numberOf = (text: Text): number => {
    // The same often comes several times in a row.
    if (text === last) return number
    last = text
    number = numbers.get(text) ?? texts.push(text) - 1
    if (number < MOST) numbers.set(text, number)
    return number
  }
  return {
    push: (text) => rows.push(numberOf(text)),
    set: (row, text) => rows.set(row, numberOf(text)),
    at: (row) => texts[rows.at(row)] ?? null,
  }
}
