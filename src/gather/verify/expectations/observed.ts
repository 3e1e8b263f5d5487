import { isKnown } from '../../../model/observed.ts'
import type { Snapshot, SnapshotTrail, TrailConfig, TrailStatus } from '../../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import type { TrailName } from './trail.ts'

/** What one snapshot says of a trail: whether digests must have been written when it was read. */
export interface TrailSeen {
  readonly readAt: Instant
  readonly isOn: boolean
  /** One sentence. */
  readonly because: string
  readonly config: TrailConfig | null
  readonly startedAt: Instant | null
  readonly trail: SnapshotTrail | null
}

const statusOf = (trail: SnapshotTrail): { status: TrailStatus; readAt: Instant } | undefined => {
  const known = trail.status.flatMap(({ region, readAt, status }) =>
    isKnown(status) ? [{ region, readAt, status: status.known }] : [],
  )
  return known.find((s) => s.region === trail.homeRegion) ?? known[0]
}

const ofTrail = (trail: SnapshotTrail): TrailSeen[] => {
  if (!isKnown(trail.config)) return []
  const config = trail.config.known
  const found = statusOf(trail)
  const readAt = found?.readAt ?? trail.readAt
  const seen = { readAt, config, trail, startedAt: found?.status.startLoggingTime ?? null }
  const snapshot = `the snapshot of ${formatInstant(readAt)}`
  if (!config.logFileValidation)
    return [{ ...seen, isOn: false, because: `${snapshot} says that log file validation is off` }]
  if (found === undefined) return []
  return found.status.isLogging
    ? [{ ...seen, isOn: true, because: `${snapshot} says that logging and validation are on` }]
    : [{ ...seen, isOn: false, because: `${snapshot} says that logging is off` }]
}

/** Where the list of trails was read and the trail is not in it, it did not exist then. */
const absent = (trail: TrailName, snapshot: Snapshot): TrailSeen[] =>
  snapshot.trailsListed
    .filter((l) => l.account === trail.owner && l.region === trail.home && isKnown(l.listed))
    .map(({ readAt }) => ({
      readAt,
      isOn: false,
      because: `the snapshot of ${formatInstant(readAt)} has no such trail`,
      config: null,
      startedAt: null,
      trail: null,
    }))

/** What the snapshots say of a trail, oldest first; one that says nothing of it is not among them. */
export const seenOf = (trail: TrailName, snapshots: readonly Snapshot[]): readonly TrailSeen[] =>
  snapshots
    .flatMap((snapshot) => {
      const own = snapshot.trails.filter((t) => t.arn === trail.arn)
      return own.length === 0 ? absent(trail, snapshot) : own.flatMap(ofTrail)
    })
    .toSorted((a, b) => a.readAt - b.readAt)
