import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Ground } from '../ground.ts'
import { bucketOf, mayConcern } from './bucket-of.ts'
import { type Expiry, expiriesRead, expiriesSet } from './lifecycle.ts'
import { type Location, locationKey } from './location.ts'
import { readingsOf } from './log-buckets.ts'

const EVER = Number.NEGATIVE_INFINITY
const NEVERMORE = Number.POSITIVE_INFINITY

/** A rule by which a bucket forgets log files, and while it may be in force. */
type Forgetting = Interval & Expiry

/** What is known of how a bucket loses log files. */
export interface Keeping {
  readonly forgettings: readonly Forgetting[]
  /** When the bucket was emptied, deleted or found missing. */
  readonly ends: readonly Instant[]
}

/** A time at which lifecycle rules are told: set by an event, or read. */
interface Told {
  readonly time: Instant
  readonly isReading: boolean
  readonly expiries: readonly Expiry[]
}

const lifecycleNames = ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'] as const

const setBy = (location: Location, events: readonly ConfigurationEvent[]): readonly Told[] =>
  events.flatMap((event): Told[] => {
    const told = { time: event.time, isReading: false }
    if (event.name === 'DeleteBucketLifecycle')
      return bucketOf(event) === location.bucket ? [{ ...told, expiries: [] }] : []
    return lifecycleNames.some((n) => n === event.name) && mayConcern(event, location.bucket)
      ? [{ ...told, expiries: expiriesSet(event, location) }]
      : []
  })

const readIn = (location: Location, buckets: readonly SnapshotBucket[]): readonly Told[] =>
  buckets.flatMap(({ readAt, lifecycle }) =>
    lifecycle !== undefined && isKnown(lifecycle)
      ? [{ time: readAt, isReading: true, expiries: expiriesRead(lifecycle.known, location) }]
      : [],
  )

/**
 * Lifecycle rules of a log bucket over time (facts/aws.md 5.2). What a reading tells was in force since what was told
 * before, whatever that was: where the two differ, either may have been.
 */
const forgettingsOf = (told: readonly Told[]): readonly Forgetting[] =>
  told.flatMap(({ time, isReading, expiries }) => {
    const before = told.findLast((t) => t.time < time)?.time ?? EVER
    const to = told.find((t) => t.time > time)?.time ?? NEVERMORE
    return expiries.map((expiry) => ({ from: isReading ? before : time, to, ...expiry }))
  })

/** How the bucket of a location loses log files, as events and snapshots tell it. */
export const keepingOf = (ground: Ground, location: Location): Keeping =>
  ground.once(`keeping ${locationKey(location)}`, () => {
    const { events } = ground
    const buckets = readingsOf(ground, location.bucket)
    const told = [...setBy(location, events), ...readIn(location, buckets)]
    const deleted = events.filter(
      (e) => e.name === 'DeleteBucket' && mayConcern(e, location.bucket),
    )
    const missing = buckets.filter(({ exists }) => exists && isKnown(exists) && !exists.known)
    return {
      forgettings: forgettingsOf(told.sort((a, b) => a.time - b.time)),
      ends: [...deleted.map((e) => e.time), ...missing.map((b) => b.readAt)],
    }
  })

/** Delivery times of log files that may have vanished from a bucket before it was read at `readAt` (facts/aws.md 5.6). */
export const forgotten = ({ forgettings, ends }: Keeping, readAt: Instant): Intervals => {
  const expired = forgettings
    .filter((f) => f.from < readAt)
    .flatMap((f) => {
      const until = Math.min(readAt, f.to)
      const dated = f.before <= until ? [{ from: EVER, to: f.before }] : []
      return [{ from: EVER, to: until - f.age }, ...dated]
    })
  const gone = ends.filter((time) => time < readAt).map((to) => ({ from: EVER, to }))
  return intervals([...expired, ...gone])
}
