import { WholetrailError } from './error.ts'

/** An instant: integer microseconds since 1970-01-01T00:00:00Z (exact in a double until 2255). */
export type Instant = number

/** A half-open interval `[from, to)` of instants. Empty when `from >= to`. */
export interface Interval {
  readonly from: Instant
  readonly to: Instant
}

/** Lengths in microseconds. */
export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const DURATION = /^(\d+)(s|m|h|d|w)$/
const UNIT = { s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY } as const

/** Parses ISO-8601 (UTC where no zone is given); `undefined` when the text is not a real time. */
export const tryParseInstant = (text: string): Instant | undefined => {
  const m = ISO.exec(text)
  if (m === null) return undefined
  const [, y, mo, d, h = '00', mi = '00', s = '00', fraction = '', zone = 'Z'] = m
  const millis = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}${zone === 'Z' ? 'Z' : zone}`)
  if (Number.isNaN(millis)) return undefined
  const real = new Date(Date.UTC(Number(y), Number(mo) - 1, Number(d)))
  if (real.getUTCDate() !== Number(d)) return undefined
  return millis * 1000 + Number(fraction.padEnd(6, '0'))
}

/** Parses ISO-8601. Throws `invalid-time`. */
export const parseInstant = (text: string): Instant => {
  const instant = tryParseInstant(text)
  if (instant !== undefined) return instant
  throw new WholetrailError('invalid-time', `not a time: ${text}`, {
    hint: 'write it as 2026-03-02T04:10:00Z, 2026-03-02, or a length such as 7d or 24h',
  })
}

/** A length such as `7d`, `24h`, `90m`, `30s`, `2w`, in microseconds; `undefined` when it is none. */
export const tryParseDuration = (text: string): number | undefined => {
  const m = DURATION.exec(text)
  return m === null ? undefined : Number(m[1]) * UNIT[m[2] as keyof typeof UNIT]
}

/** A time, or a length counted back from `now`. Throws `invalid-time`. */
export const parseTimeOption = (text: string, now: Instant): Instant => {
  const duration = tryParseDuration(text)
  if (duration === undefined) return parseInstant(text)
  if (duration < now) return now - duration
  throw new WholetrailError('invalid-time', `longer ago than there are times: ${text}`)
}

/** ISO-8601 UTC; fractions of a second only where there are some. */
export const formatInstant = (instant: Instant): string => {
  const micros = ((instant % SECOND) + SECOND) % SECOND
  const whole = new Date((instant - micros) / 1000).toISOString().replace('.000Z', '')
  return micros === 0
    ? `${whole}Z`
    : `${whole}.${String(micros).padStart(6, '0').replace(/0+$/, '')}Z`
}

export const startOfDay = (instant: Instant): Instant => Math.floor(instant / DAY) * DAY
