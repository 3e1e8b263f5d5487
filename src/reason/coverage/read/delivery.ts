import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { SnapshotTrail, TrailStatus } from '../../../model/snapshot.ts'
import { formatInstant, type Instant, type Interval } from '../../../model/time.ts'
import { letsCloudTrailWrite } from '../../policies/cloudtrail-write.ts'
import type { LogPlace } from '../../policies/log-place.ts'
import type { ActingTrail } from '../../policies/service-request.ts'
import { bucketDoubts } from '../configuration-names.ts'
import { at, textAt } from '../json.ts'
import { bucketOf, mayConcern } from './bucket-of.ts'
import type { Cell, Location } from './location.ts'

/** A time over which delivery may have failed, and what says so. `to` is infinite where no recovery is known. */
export interface Failing extends Interval {
  readonly detail: string
}

/** A status of the copy of a trail in one account and region, where it could be read. */
export interface StatusRead {
  readonly account: string
  readonly region: string
  readonly readAt: Instant
  readonly status: TrailStatus
}

const keyId = (text: string): string => text.slice(text.lastIndexOf('/') + 1)

/** Changes of the key of a trail. An alias may be any key, so it may be this one. */
const ofKey = (event: ConfigurationEvent, kmsKeyId: string | undefined): boolean => {
  if (event.source !== 'kms.amazonaws.com' || kmsKeyId === undefined) return false
  const named = textAt(event.response, 'keyId') ?? textAt(event.request, 'keyId')
  const unclear = named === undefined || named.includes('alias/') || kmsKeyId.includes('alias/')
  return unclear || keyId(named) === keyId(kmsKeyId)
}

const ofBucket = (event: ConfigurationEvent, bucket: string): boolean =>
  event.source === 's3.amazonaws.com' && bucketDoubts.has(event.name) && mayConcern(event, bucket)

/** Events after which delivery may fail, oldest first (facts/aws.md 5.2, 5.3, 5.6). */
export const doubtsOf = (
  location: Location,
  kmsKeyId: string | undefined,
  events: readonly ConfigurationEvent[],
): readonly ConfigurationEvent[] =>
  events.filter((e) => !e.failed && (ofBucket(e, location.bucket) || ofKey(e, kmsKeyId)))

const policyNames: ReadonlySet<string> = new Set(['PutBucketPolicy', 'DeleteBucketPolicy'])

/** Whether a policy that may treat places differently is in force after the last of these changes. */
const byPlace = (doubts: readonly ConfigurationEvent[]): boolean => {
  const policies = doubts.filter((e) => policyNames.has(e.name))
  const last = policies.at(-1)?.time
  return policies.some((e) => e.time === last && e.name === 'PutBucketPolicy')
}

/**
 * Whether a change put a policy in force which, by its own text in the record, lets CloudTrail write all that it
 * delivers there: delivery cannot fail by it. What was failing before goes on to, whatever the reason was.
 */
export const isHarmlessPolicy =
  (place: LogPlace, trail: ActingTrail) =>
  (event: ConfigurationEvent): boolean =>
    event.name === 'PutBucketPolicy' &&
    bucketOf(event) === place.bucket &&
    letsCloudTrailWrite(at(event.request, 'bucketPolicy'), place, trail) === 'yes'

/** Deliveries that were seen: of the same account and region, and of the account anywhere. */
export interface Successes {
  readonly own: readonly Instant[]
  readonly ofAccount: readonly Instant[]
}

/**
 * After a doubt delivery counts as failing until a delivery is seen: the state of bucket and key is the same until the
 * next change, so one success speaks for all that time. A policy may shut out a single account or region, so under a
 * new one only a success of the same cell counts. Another change ends no failure; one that is harmless begins none, if
 * nothing else changed in the same second, whose order nobody knows.
 */
export const failingAfter = (
  doubts: readonly ConfigurationEvent[],
  { own, ofAccount }: Successes,
  fuzz: number,
  isHarmless: (event: ConfigurationEvent) => boolean,
): readonly Failing[] => {
  const found: { from: Instant; to: Instant; detail: string }[] = []
  for (const [i, event] of doubts.entries()) {
    const to = doubts[i + 1]?.time ?? Number.POSITIVE_INFINITY
    if (to <= event.time) continue
    const successes = byPlace(doubts.slice(0, i + 1)) ? own : ofAccount
    const well = successes.some((s) => event.time + fuzz <= s && s < to)
    const last = found.at(-1)
    if (last?.to === event.time) {
      if (!well) last.to = to
    } else if (!well && !doubts.every((e) => e.time !== event.time || isHarmless(e))) {
      const detail = `no delivery was seen after ${event.name} of ${formatInstant(event.time)}`
      found.push({ from: event.time, to, detail })
    }
  }
  return found
}

export interface Statuses {
  /** Of the copy in the cell itself: only these may tell of a success there. */
  readonly own: readonly StatusRead[]
  /** Those whose errors count: its own, else those of its account, else those of the trail. */
  readonly nearest: readonly StatusRead[]
}

export const statusesFor = (trails: readonly SnapshotTrail[], cell: Cell): Statuses => {
  const all = trails
    .flatMap((t) => t.status)
    .flatMap((s) => (isKnown(s.status) ? [{ ...s, status: s.status.known }] : []))
    .sort((a, b) => a.readAt - b.readAt)
  const ofAccount = all.filter((s) => s.account === cell.account)
  const own = ofAccount.filter((s) => s.region === cell.region)
  return { own, nearest: own.length > 0 ? own : ofAccount.length > 0 ? ofAccount : all }
}

export const deliveredTimes = (statuses: readonly StatusRead[]): readonly Instant[] =>
  statuses.flatMap(({ status }) =>
    status.latestDeliveryError === undefined && status.latestDeliveryTime !== undefined
      ? [status.latestDeliveryTime]
      : [],
  )

/** An error in a status: failing from the last known success to the next (facts/aws.md 8.4). */
export const failingByStatus = (
  statuses: readonly StatusRead[],
  successes: readonly Instant[],
): readonly Failing[] =>
  statuses.flatMap(({ readAt, status, region }, i) => {
    if (status.latestDeliveryError === undefined) return []
    const wellBefore = statuses
      .slice(0, i)
      .findLast((s) => s.status.latestDeliveryError === undefined)?.readAt
    const from = status.latestDeliveryTime ?? wellBefore ?? Number.NEGATIVE_INFINITY
    const next = successes.filter((s) => s > readAt)
    const to = next.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...next)
    const error = `its copy in ${region} reported ${status.latestDeliveryError}`
    return [{ from, to, detail: `${error} at ${formatInstant(readAt)}` }]
  })

/**
 * While a bucket was missing nothing was delivered to it: from when it was last known to be there, to the next
 * success. `whole`: when it was read in full, or said to be.
 */
export const missing = (
  readings: readonly SnapshotBucket[],
  whole: readonly Instant[],
  successes: readonly Instant[],
): readonly Failing[] => {
  const read = readings.flatMap(({ name, exists, readAt }) =>
    exists !== undefined && isKnown(exists) ? [{ name, exists: exists.known, readAt }] : [],
  )
  return read
    .filter(({ exists }) => !exists)
    .map(({ name, readAt }) => {
      const there = [
        ...read.filter((r) => r.exists && r.readAt < readAt).map((r) => r.readAt),
        ...[...successes, ...whole].filter((time) => time < readAt),
      ]
      const from = there.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
      const to = successes
        .filter((s) => s > readAt)
        .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
      const detail = `there was no bucket ${name} at ${formatInstant(readAt)}`
      return { from, to, detail }
    })
}

/** A bucket that changed hands takes deliveries that are no longer ours to read (facts/aws.md 5.6). */
export const takenOver = (readings: readonly SnapshotBucket[]): readonly Failing[] => {
  const owners = readings.flatMap(({ name, owner, readAt }) =>
    isKnown(owner) ? [{ name, owner: owner.known, readAt }] : [],
  )
  const change = owners.find((o, i) => i > 0 && o.owner !== owners[i - 1]?.owner)
  if (change === undefined) return []
  const before = owners[owners.indexOf(change) - 1]
  const from = before?.readAt ?? Number.NEGATIVE_INFINITY
  const detail = `the bucket ${change.name} belonged to ${before?.owner} and then to ${change.owner}`
  return [{ from, to: Number.POSITIVE_INFINITY, detail }]
}
