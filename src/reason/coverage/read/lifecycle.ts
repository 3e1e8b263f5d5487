import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { LifecycleRule } from '../../../model/snapshot/bucket.ts'
import { DAY, type Instant, tryParseInstant } from '../../../model/time.ts'
import { at, listOf, textAt } from '../json.ts'
import type { Location } from './location.ts'

/** What a lifecycle rule may forget: objects older than `age`, in microseconds, and from `before` on all older ones. */
export interface Expiry {
  readonly age: number
  readonly before: Instant
}

const NO_DATE = Number.NEGATIVE_INFINITY

/** An expiry that cannot be read may forget everything. */
const EVERYTHING: Expiry = { age: 0, before: NO_DATE }

const reaches = (prefix: string, location: Location): boolean => {
  const logs = `${location.prefix === '' ? '' : `${location.prefix}/`}AWSLogs/`
  return logs.startsWith(prefix) || prefix.startsWith(logs)
}

const prefixOf = (rule: unknown): string =>
  textAt(rule, 'Filter', 'Prefix') ??
  textAt(rule, 'Filter', 'And', 'Prefix') ??
  textAt(rule, 'Prefix') ??
  ''

const recordedRule = (rule: unknown, location: Location): readonly Expiry[] => {
  if (textAt(rule, 'Status') === 'Disabled' || !reaches(prefixOf(rule), location)) return []
  const expiration = at(rule, 'Expiration')
  if (expiration === undefined || expiration === null) return []
  const date = tryParseInstant(textAt(expiration, 'Date') ?? '')
  if (date !== undefined) return [{ age: Number.POSITIVE_INFINITY, before: date }]
  const days = Number(at(expiration, 'Days') ?? Number.NaN)
  const onlyMarkers = at(expiration, 'ExpiredObjectDeleteMarker') !== undefined
  if (Number.isNaN(days)) return onlyMarkers ? [] : [EVERYTHING]
  return [{ age: days * DAY, before: NO_DATE }]
}

/** What a recorded PutBucketLifecycle set for the log files of a location (facts/aws.md 5.2). */
export const expiriesSet = (event: ConfigurationEvent, location: Location): readonly Expiry[] => {
  const body =
    at(event.request, 'LifecycleConfiguration') ?? at(event.request, 'lifecycleConfiguration')
  if (body === undefined) return [EVERYTHING]
  return listOf(at(body, 'Rule') ?? at(body, 'Rules')).flatMap((rule) =>
    recordedRule(rule, location),
  )
}

/** The same of the rules that a snapshot read. One that tags or sizes narrow may be about log files too. */
export const expiriesRead = (
  rules: readonly LifecycleRule[],
  location: Location,
): readonly Expiry[] =>
  rules
    .filter((rule) => rule.enabled && reaches(rule.prefix, location))
    .flatMap(({ expirationDays: days, expirationDate: date }) => [
      ...(days === undefined ? [] : [{ age: days * DAY, before: NO_DATE }]),
      ...(date === undefined ? [] : [{ age: Number.POSITIVE_INFINITY, before: date }]),
    ])
