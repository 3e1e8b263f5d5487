import type { Desired } from '../../../model/desired.ts'
import type { SnapshotTrail, TrailConfig, TrailStatus } from '../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { mayDeliver } from './may-deliver.ts'

type Copy = SnapshotTrail['status'][number]

const configOf = ({ config }: SnapshotTrail): TrailConfig | undefined =>
  'known' in config ? config.known : undefined

const files = ({ latestDeliveryError: _, ...status }: TrailStatus, now: Instant): TrailStatus => ({
  ...status,
  latestDeliveryTime: now,
})

const digests = (
  { latestDigestDeliveryError: _, ...status }: TrailStatus,
  now: Instant,
): TrailStatus => ({ ...status, latestDigestDeliveryTime: now })

const calls = (
  { latestCloudWatchDeliveryError: _, ...status }: TrailStatus,
  now: Instant,
): TrailStatus => ({ ...status, latestCloudWatchDeliveryTime: now })

interface Made {
  readonly now: Instant
  /** The way to the bucket is open now, and was not before. */
  readonly isOpened: boolean
  /** Validation is new. */
  readonly isSigned: boolean
  /** The log group is new. */
  readonly isHeard: boolean
}

/** What a copy tells once its first file has arrived after the change. */
const told = (copy: Copy, config: TrailConfig, made: Made, before: Copy | undefined): Copy => {
  if (!('known' in copy.status) || !copy.status.known.isLogging) return copy
  const was = before !== undefined && 'known' in before.status ? before.status.known : undefined
  const starts = made.isOpened || was?.isLogging !== true
  let status: TrailStatus = copy.status.known
  if (starts) status = files(status, made.now)
  if (config.logFileValidation && (starts || (made.isSigned && !status.latestDeliveryError)))
    status = digests(status, made.now)
  if (config.cloudWatchLogGroupArn !== undefined && (was?.isLogging !== true || made.isHeard))
    status = calls(status, made.now)
  return status === copy.status.known
    ? copy
    : { ...copy, readAt: made.now, status: { known: status } }
}

/**
 * The proofs of a plan, seen: a trail that is new, was started, or whose bucket or key now lets CloudTrail in where it
 * did not before, has delivered. A delivery that fails for another reason goes on failing, and one that would find no
 * way to its bucket has delivered nothing.
 */
export const delivering = (
  before: Snapshot,
  snapshot: Snapshot,
  desired: readonly Desired[],
  now: Instant,
): Snapshot => {
  if (desired.length === 0) return snapshot
  const open = mayDeliver(snapshot, now)
  const wasOpen = mayDeliver(before, now)
  const old = new Map(before.trails.map((trail) => [trail.arn, trail]))
  return {
    ...snapshot,
    trails: snapshot.trails.map((trail) => {
      const config = configOf(trail)
      if (config === undefined || !open.has(trail.arn)) return trail
      const was = old.get(trail.arn)
      const had = was === undefined ? undefined : configOf(was)
      const made: Made = {
        now,
        isOpened: !wasOpen.has(trail.arn),
        isSigned: had?.logFileValidation !== true,
        isHeard: had?.cloudWatchLogGroupArn !== config.cloudWatchLogGroupArn,
      }
      const copies = new Map(was?.status.map((s) => [`${s.account}/${s.region}`, s]))
      return {
        ...trail,
        status: trail.status.map((copy) =>
          told(copy, config, made, copies.get(`${copy.account}/${copy.region}`)),
        ),
      }
    }),
  }
}
