import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { Intervals } from '../../../model/intervals.ts'
import { intervals } from '../../../model/intervals.ts'
import { DAY, type Instant, tryParseInstant } from '../../../model/time.ts'
import { at, listOf, textAt } from '../json.ts'
import { bucketOf, mayConcern } from './bucket-of.ts'
import type { Location } from './location.ts'

/** While set, a bucket forgets objects older than `age`, or all that was there before `all`. */
interface Forgetting {
  readonly from: Instant
  readonly to: Instant
  readonly age: number
  readonly before: Instant
}

const lifecycleNames = ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'] as const

const touches = (rule: unknown, location: Location): boolean => {
  const prefix =
    textAt(rule, 'Filter', 'Prefix') ??
    textAt(rule, 'Filter', 'And', 'Prefix') ??
    textAt(rule, 'Prefix') ??
    ''
  const logs = `${location.prefix === '' ? '' : `${location.prefix}/`}AWSLogs/`
  return logs.startsWith(prefix) || prefix.startsWith(logs)
}

/** Age in days; 0 where an expiry is set that cannot be read; `undefined` where the rule expires nothing here. */
const expiryOf = (
  rule: unknown,
  location: Location,
): { age: number; date: Instant | undefined } | undefined => {
  if (textAt(rule, 'Status') === 'Disabled' || !touches(rule, location)) return undefined
  const expiration = at(rule, 'Expiration')
  if (expiration === undefined || expiration === null) return undefined
  const date = tryParseInstant(textAt(expiration, 'Date') ?? '')
  if (date !== undefined) return { age: Number.POSITIVE_INFINITY, date }
  const days = Number(at(expiration, 'Days') ?? Number.NaN)
  const onlyMarkers = at(expiration, 'ExpiredObjectDeleteMarker') !== undefined
  if (Number.isNaN(days) && onlyMarkers) return undefined
  return { age: Number.isNaN(days) ? 0 : days * DAY, date: undefined }
}

const rulesOf = (event: ConfigurationEvent): readonly unknown[] | undefined => {
  const body =
    at(event.request, 'LifecycleConfiguration') ?? at(event.request, 'lifecycleConfiguration')
  return body === undefined ? undefined : listOf(at(body, 'Rule') ?? at(body, 'Rules'))
}

/** Lifecycle rules of a log bucket over time (facts/aws.md 5.2). A rule that cannot be read forgets everything. */
const forgettings = (
  location: Location,
  events: readonly ConfigurationEvent[],
): readonly Forgetting[] => {
  const changes = events.filter(
    (e) =>
      (lifecycleNames.some((n) => n === e.name) && mayConcern(e, location.bucket)) ||
      (e.name === 'DeleteBucketLifecycle' && bucketOf(e) === location.bucket),
  )
  return changes.flatMap((event) => {
    if (event.name === 'DeleteBucketLifecycle') return []
    const next = changes.find((e) => e.time > event.time)
    const piece = { from: event.time, to: next?.time ?? Number.POSITIVE_INFINITY }
    const rules = rulesOf(event)
    if (rules === undefined) return [{ ...piece, age: 0, before: Number.NEGATIVE_INFINITY }]
    return rules.flatMap((rule) => {
      const expiry = expiryOf(rule, location)
      if (expiry === undefined) return []
      return [{ ...piece, age: expiry.age, before: expiry.date ?? Number.NEGATIVE_INFINITY }]
    })
  })
}

/** When a bucket was emptied or deleted: what was delivered before and read later is gone (facts/aws.md 5.6). */
const deletions = (location: Location, events: readonly ConfigurationEvent[]): readonly Instant[] =>
  events
    .filter((e) => e.name === 'DeleteBucket' && mayConcern(e, location.bucket))
    .map((e) => e.time)

/**
 * Delivery times of log files that may have vanished from a bucket before it was read at `readAt`. `events` are the
 * successful configuration events of S3, oldest first.
 */
export const forgotten = (
  location: Location,
  readAt: Instant,
  events: readonly ConfigurationEvent[],
): Intervals => {
  const from = Number.NEGATIVE_INFINITY
  const expired = forgettings(location, events)
    .filter((f) => f.from < readAt)
    .flatMap((f) => {
      const until = Math.min(readAt, f.to)
      const dated = f.before <= until ? [{ from, to: f.before }] : []
      return [{ from, to: until - f.age }, ...dated]
    })
  const gone = deletions(location, events).filter((time) => time < readAt)
  return intervals([...expired, ...gone.map((to) => ({ from, to }))])
}
