import { Rejection } from '../../objects/rejection.ts'
import type { Container, Found } from './container.ts'

const QUOTE = 34

/** One cell: where it stands with its quotes, and where the next one begins. */
const endOfCell = (bytes: Buffer, from: number): number => {
  let i = from
  if (bytes[i] === QUOTE) {
    i++
    while (i < bytes.length) {
      if (bytes[i] !== QUOTE) i++
      else if (bytes[i + 1] === QUOTE) i += 2
      else return i + 1
    }
    return -1
  }
  while (i < bytes.length && bytes[i] !== 44 && bytes[i] !== 10 && bytes[i] !== 13) i++
  return i
}

const cellText = (bytes: Buffer, { start, end }: Found): string =>
  bytes[start] === QUOTE
    ? bytes.toString('utf8', start + 1, end - 1).replaceAll('""', '"')
    : bytes.toString('utf8', start, end)

/** The cells of a line, and where the next line begins. */
const line = (bytes: Buffer, from: number): { cells: Found[]; next: number } => {
  const cells: Found[] = []
  let at = from
  for (;;) {
    const end = endOfCell(bytes, at)
    if (end < 0) throw new Rejection(`a quoted cell that begins at byte ${at} does not end`)
    cells.push({ start: at, end })
    if (bytes[end] !== 44) {
      at = end
      break
    }
    at = end + 1
  }
  while (bytes[at] === 10 || bytes[at] === 13) at++
  return { cells, next: at }
}

const LAKE_COLUMNS = /^"?(eventID|eventTime|eventName|eventSource|userIdentity|eventVersion)"?$/i

/** CSV of a CloudTrail Lake query (RFC 4180). Only the column `eventJson` holds whole records. */
export const csv = {
  id: 'csv',
  sentence: 'CSV with the column `eventJson`, as CloudTrail Lake exports it',
  split: (bytes) => {
    const headEnd = bytes.indexOf(10)
    const head = bytes.toString('latin1', 0, headEnd < 0 ? Math.min(bytes.length, 4096) : headEnd)
    const names = head.trim().split(',')
    const column = names.findIndex((n) => /^"?eventJson"?$/i.test(n))
    if (column < 0) {
      if (names.filter((n) => LAKE_COLUMNS.test(n)).length < 2) return undefined
      throw new Rejection('a Lake export without the column eventJson: add it to the SELECT')
    }
    const found: Found[] = []
    let { next } = line(bytes, 0)
    while (next < bytes.length) {
      const row = line(bytes, next)
      const cell = row.cells[column]
      if (cell === undefined) throw new Rejection(`too few cells in the line at byte ${next}`)
      found.push({ ...cell, text: cellText(bytes, cell) })
      next = row.next
    }
    return found
  },
} as const satisfies Container
