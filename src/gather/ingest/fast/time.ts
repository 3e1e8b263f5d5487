import { SECOND } from '../../../model/time.ts'

const digit = (bytes: Uint8Array, at: number): number => (bytes[at] as number) - 48

const two = (bytes: Uint8Array, at: number): number => {
  const a = digit(bytes, at)
  const b = digit(bytes, at + 1)
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1
}

/** Days since 1970 of a date (Howard Hinnant, days_from_civil), or -1 for a date that is none. */
const daysOf = (year: number, month: number, day: number): number => {
  if (month < 1 || month > 12 || day < 1) return -1
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  if (day > length) return -1
  return Date.UTC(year, month - 1, day) / 86_400_000
}

let lastDate = -1
let lastDays = -1

/**
 * The instant of `"2026-03-02T04:10:00Z"` (with its quotes, 22 bytes) in microseconds, or -1 for
 * anything else: fractions, zones, years before 1970.
 */
export const fastInstant = (bytes: Uint8Array, start: number, end: number): number => {
  if (end - start !== 22) return -1
  const at = start + 1
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || bytes[at + 10] !== 84) return -1
  if (bytes[at + 13] !== 58 || bytes[at + 16] !== 58 || bytes[at + 19] !== 90) return -1
  const century = two(bytes, at)
  const year = two(bytes, at + 2)
  const month = two(bytes, at + 5)
  const day = two(bytes, at + 8)
  const hour = two(bytes, at + 11)
  const minute = two(bytes, at + 14)
  const second = two(bytes, at + 17)
  if (century < 19 || year < 0 || month < 0 || day < 0) return -1
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1
  const date = ((century * 100 + year) * 100 + month) * 100 + day
  if (date !== lastDate) {
    lastDate = date
    lastDays = daysOf(century * 100 + year, month, day)
  }
  return lastDays < 0 ? -1 : (lastDays * 86_400 + hour * 3600 + minute * 60 + second) * SECOND
}
