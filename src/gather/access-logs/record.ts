/** The fields of a record of an S3 server access log that are counted (facts/aws.md 7.1). */
export interface AccessRecord {
  readonly bucket: string
  /** Microseconds. */
  readonly time: number
  readonly requestId: string
  readonly operation: string
  /** Null for a request on the bucket itself. */
  readonly key: string | null
  readonly status: number
  readonly errorCode: string | null
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

const TIME = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/

const timeOf = (text: string): number | undefined => {
  const m = TIME.exec(text)
  if (m === null) return undefined
  const [, day, name = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = m
  const month = MONTHS.indexOf(name)
  if (month === -1) return undefined
  const millis = Date.UTC(
    Number(year),
    month / 3,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return (millis - (sign === '-' ? -zone : zone)) * 1000
}

/** Owner, bucket, time, address, requester, request id, operation, key: none of them holds a space or a quote. */
const HEAD =
  /^(\S+) (\S+) \[([^\]]{20,32})\] (\S+) (\S+) (\S+) ([A-Z][A-Z0-9]*\.[A-Z0-9_.]+) (\S+) (.*)$/

/**
 * Status and error code after the request line. Clients write quotes into it unescaped, so the line ends where what
 * follows can only be a status, an error code and four numbers.
 */
const STATUS = /^(?:"[^"]*"|-) (\d{3}|-) (\S+) (?:\d+|-) (?:\d+|-) /
const STATUS_LATER = /" (\d{3}|-) (\S+) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) /

const none = (field: string | undefined): string | null =>
  field === undefined || field === '-' ? null : field

/**
 * One record of an S3 server access log; undefined for a line that is none. Only fields that are counted are read, by
 * position, so that what AWS appends at the end does no harm (facts/aws.md 7.1).
 */
export const accessRecord = (line: string): AccessRecord | undefined => {
  const head = HEAD.exec(line)
  if (head === null) return undefined
  const [, , bucket = '', when = '', , , requestId = '', operation = '', key, rest = ''] = head
  const time = timeOf(when)
  if (time === undefined) return undefined
  const status = STATUS.exec(rest) ?? STATUS_LATER.exec(rest)
  if (status === null) return undefined
  return {
    bucket,
    time,
    requestId,
    operation,
    key: none(key),
    status: status[1] === '-' ? 0 : Number(status[1]),
    errorCode: none(status[2]),
  }
}
