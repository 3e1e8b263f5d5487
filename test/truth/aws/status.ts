import type { SnapshotFile } from '../../../src/model/snapshot.ts'
import { iso, LONG_AGO } from '../world/clock.ts'
import { MINUTES, type Second } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'
import type { World } from '../world/world.ts'
import { isEnabled } from './regions.ts'
import { stateAt } from './timeline.ts'
import type { LogFile } from './types.ts'

type Status = SnapshotFile['trails'][number]['status'][number]

/** Where a trail has a copy of itself: its own account and its members', its home or every region (facts/aws.md 8.1). */
export const copiesOfTrail = (
  w: World,
  trail: Trail,
  at: Second,
): { account: string; region: string }[] => {
  const s = stateAt(trail, at)
  const members = w.accounts.filter(
    (a) =>
      a.joinedAt !== undefined && a.joinedAt <= at && (a.leftAt === undefined || at < a.leftAt),
  )
  const accounts = s.organization ? [trail.account, ...members.map((a) => a.id)] : [trail.account]
  const regions = s.multiRegion ? w.regions.filter((x) => isEnabled(w, x, at)) : [trail.home]
  return [...new Set(accounts)].flatMap((account) => regions.map((region) => ({ account, region })))
}

/** What GetTrailStatus answers there and then (facts/aws.md 8.4). */
export const statusOf = (
  w: World,
  trail: Trail,
  files: readonly LogFile[],
  { account, region }: { account: string; region: string },
  at: Second,
): Status => {
  const s = stateAt(trail, at)
  const failing = w.failing.some(
    (f) => f.bucket === s.bucket && f.from <= at && (f.to === undefined || at < f.to),
  )
  const arrived = files.filter(
    (f) =>
      f.trail === trail &&
      f.account === account &&
      f.region === region &&
      f.fate !== 'delivery failed' &&
      f.delivered <= at,
  )
  const lately = s.startedAt === undefined || s.startedAt > LONG_AGO + 10 * MINUTES * 60
  const before = lately ? [] : [LONG_AGO + 300 * 86_400]
  const latest = Math.max(...before, ...arrived.map((f) => f.delivered))
  return {
    account,
    region,
    readAt: iso(at),
    status: {
      known: {
        isLogging: s.logging,
        ...(s.startedAt !== undefined && { startLoggingTime: iso(s.startedAt) }),
        ...(s.stoppedAt !== undefined && { stopLoggingTime: iso(s.stoppedAt) }),
        ...(Number.isFinite(latest) && { latestDeliveryTime: iso(latest) }),
        ...(failing && { latestDeliveryError: 'AccessDenied' }),
      },
    },
  }
}
