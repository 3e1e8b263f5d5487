import { stripVTControlCharacters } from 'node:util'
import { csvCell, jsonText, markdownCell, safe } from './safe.ts'

/** Rows with named columns: what every list output is made from. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

export const tableFormats = ['table', 'json', 'jsonl', 'csv', 'markdown'] as const
export type TableFormat = (typeof tableFormats)[number]

const cellText = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

/** Columns that a text takes on a terminal. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const c of stripVTControlCharacters(text))
    width += /\p{Mn}/u.test(c) ? 0 : WIDE.test(c) ? 2 : 1
  return width
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)))

/** The longest run of characters, from the first on, that fits a width. */
const fitting = (characters: readonly string[], width: number): readonly string[] => {
  let used = 0
  const past = characters.findIndex((c) => {
    used += textWidth(c)
    return used > width
  })
  return past === -1 ? characters : characters.slice(0, past)
}

/** Cuts a text in the middle so that it fits: the ends of ARNs and keys tell them apart. */
export const shorten = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text
  const characters = [...text]
  const head = fitting(characters, Math.ceil((width - 1) / 2)).join('')
  const tail = fitting(characters.toReversed(), width - 1 - textWidth(head)).toReversed()
  return `${head}…${tail.join('')}`
}

/** Cuts a text at its end so that it fits. */
export const clip = (text: string, width: number): string =>
  textWidth(text) <= width ? text : `${fitting([...text], width - 1).join('')}…`

/** Cells that are cut or narrowed are of no use: a time, a name of a call. */
const isRigid = (cells: readonly string[]): boolean => cells.every((c) => textWidth(c) <= 24)

const MIN_WIDTH = 10

const cellsOf = (table: Table): string[][] =>
  table.rows.map((row) => row.map((v) => safe(cellText(v))))

const GAP = 2

/** Columns that the table takes on a terminal when nothing is cut. */
export const tableWidth = (table: Table): number => {
  const cells = cellsOf(table)
  return table.columns.reduce(
    (sum, name, i) =>
      sum + GAP + cells.reduce((w, row) => Math.max(w, textWidth(row[i] ?? '')), textWidth(name)),
    -GAP,
  )
}

const plain = (table: Table, columns: number): string => {
  const cells = cellsOf(table)
  const wanted = table.columns.map((name, i) => {
    const column = cells.map((row) => row[i] ?? '')
    const width = column.reduce((w, c) => Math.max(w, Math.min(textWidth(c), 120)), textWidth(name))
    return { width, least: isRigid(column) ? width : Math.min(width, MIN_WIDTH) }
  })
  const widths = shrink(wanted, columns - GAP * (wanted.length - 1))
  const line = (row: readonly string[]) =>
    row
      .map((c, i) => padEnd(shorten(c, widths[i] as number), widths[i] as number))
      .join('  ')
      .trimEnd()
  return [line([...table.columns]), ...cells.map(line)].join('\n')
}

/** Narrows the widest columns first until the line fits; none below its least width. */
const shrink = (
  wanted: readonly { readonly width: number; readonly least: number }[],
  room: number,
): number[] => {
  const widths = wanted.map((w) => w.width)
  let over = widths.reduce((a, b) => a + b, 0) - room
  while (over > 0) {
    const spare = widths.map((w, i) => (w > (wanted[i]?.least ?? 0) ? w : 0))
    const widest = Math.max(...spare)
    if (widest === 0) break
    widths[spare.indexOf(widest)] = widest - 1
    over -= 1
  }
  return widths
}

const asObject = (table: Table, row: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(table.columns.map((name, i) => [name, row[i] ?? null]))

const RENDER: Record<TableFormat, (table: Table, columns: number) => string> = {
  table: plain,
  json: (table) =>
    jsonText(
      table.rows.map((row) => asObject(table, row)),
      2,
    ),
  jsonl: (table) => table.rows.map((row) => jsonText(asObject(table, row))).join('\n'),
  csv: (table) =>
    [table.columns, ...table.rows]
      .map((row) => row.map((v) => csvCell(cellText(v))).join(','))
      .join('\n'),
  markdown: (table) =>
    [
      `| ${table.columns.map(markdownCell).join(' | ')} |`,
      `|${table.columns.map(() => ' --- ').join('|')}|`,
      ...table.rows.map((row) => `| ${row.map((v) => markdownCell(cellText(v))).join(' | ')} |`),
    ].join('\n'),
}

/** The table in a format, without a line break at its end. `columns` is the width of the terminal. */
export const renderTable = (table: Table, format: TableFormat, columns = 80): string =>
  RENDER[format](table, columns)
