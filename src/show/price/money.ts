import type { PriceUnit } from '../../model/prices.ts'
import { isExact, type Range } from '../../model/range.ts'
import { count } from '../format/quantity.ts'

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** US dollars. What is less than a cent is never shown as nothing. */
export const dollars = (usd: number): string => {
  if (usd < 0) return `-${dollars(-usd)}`
  if (usd === 0) return '$0'
  if (usd < 0.01) return 'under $0.01'
  return `$${grouped(usd, usd < 1000 ? 2 : 0)}`
}

/** A bound of a range as a cell; what has none is not known. */
export const bound = (usd: number | null): string => (usd === null ? 'unknown' : dollars(usd))

/** Whether two sums are the same to whoever reads them. */
const looksExact = (range: Range): boolean =>
  isExact(range) || (range.high !== null && dollars(range.low) === dollars(range.high))

/** A sum of money in words. Never $0 where it may be more. */
export const moneyText = (range: Range): string => {
  const { low, high, likely } = range
  if (looksExact(range)) return dollars(low)
  if (high !== null) {
    const span = low === 0 ? `up to ${dollars(high)}` : `${dollars(low)} to ${dollars(high)}`
    return likely === null || likely === low || likely === high
      ? span
      : `${span}, likely ${dollars(likely)}`
  }
  if (low < 0.01)
    return likely === null || likely < 0.01 ? 'unknown' : `unknown, likely ${dollars(likely)}`
  return likely === null || likely === low
    ? `at least ${dollars(low)}`
    : `at least ${dollars(low)}, likely ${dollars(likely)}`
}

/** The same where a cell has little room: without what is likely inside a range. */
export const moneyCell = (range: Range): string =>
  range.high === null || range.likely === null
    ? moneyText(range)
    : moneyText({ ...range, likely: range.low })

const rounded = (n: number): string =>
  n > 0 && n < 1 ? 'under 1' : n >= 100 || Number.isInteger(n) ? count(Math.round(n)) : n.toFixed(1)

/** GB of AWS are 2^30 bytes. */
const gigabytes = (n: number): string =>
  n === 0 ? '0' : n < 0.001 ? 'under 0.001' : n < 10 ? n.toFixed(3) : grouped(n, 0)

const unitNames = {
  event: ['event', 'events'],
  GB: ['GB', 'GB'],
  'GB-month': ['GB kept', 'GB kept'],
  request: ['request', 'requests'],
  'key-month': ['key', 'keys'],
} as const satisfies Readonly<Record<PriceUnit, readonly [string, string]>>

/** How much of something there is in a month, in words. */
export const volumeText = (range: Range, unit: PriceUnit): string => {
  const write = unit === 'GB' || unit === 'GB-month' ? gigabytes : rounded
  const [one, many] = unitNames[unit]
  const { low, high, likely } = range
  const name = likely === 1 && high === 1 ? one : many
  if (high !== null && write(low) === write(high)) return `${write(low)} ${name}`
  if (high !== null)
    return low === 0 ? `up to ${write(high)} ${name}` : `${write(low)} to ${write(high)} ${name}`
  if (low > 0) return `at least ${write(low)} ${name}`
  return likely === null || likely === 0
    ? `an unknown number of ${many}`
    : `perhaps ${write(likely)} ${name}`
}
