import type { DesiredOf } from '../../../model/desired.ts'
import type { SnapshotTrail, TrailConfig, TrailStatus } from '../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { replaced } from './replaced.ts'
import { copiesOf } from './trail-copies.ts'

export const trailArn = (
  partition: string,
  { region, account, name }: Pick<DesiredOf<'trail'>, 'region' | 'account' | 'name'>,
): string => `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`

const configOf = (d: DesiredOf<'trail'>, before: TrailConfig | undefined): TrailConfig => ({
  s3Bucket: d.s3Bucket,
  s3Prefix: d.s3Prefix,
  isMultiRegion: d.isMultiRegion,
  isOrganization: d.isOrganization,
  includeGlobalServiceEvents: d.includeGlobalServiceEvents,
  logFileValidation: d.logFileValidation,
  ...(d.kmsKeyId === undefined ? {} : { kmsKeyId: d.kmsKeyId }),
  ...(d.cloudWatchLogGroupArn === undefined
    ? {}
    : { cloudWatchLogGroupArn: d.cloudWatchLogGroupArn }),
  ...(d.cloudWatchRoleArn === undefined ? {} : { cloudWatchRoleArn: d.cloudWatchRoleArn }),
  ...(d.snsTopicArn === undefined ? {} : { snsTopicArn: d.snsTopicArn }),
  ...(before?.recursiveLogging === undefined ? {} : { recursiveLogging: before.recursiveLogging }),
})

/** A copy that was on stays as it is; what is started now has delivered nothing yet (see `delivering`). */
const statusOf = (
  d: DesiredOf<'trail'>,
  before: TrailStatus | undefined,
  now: Instant,
): TrailStatus => {
  if (before?.isLogging === d.isLogging) return before
  return d.isLogging
    ? { ...before, isLogging: true, startLoggingTime: now }
    : { ...before, isLogging: false, stopLoggingTime: now }
}

const known = <T>(value: { known: T } | { unknown: string } | undefined): T | undefined =>
  value !== undefined && 'known' in value ? value.known : undefined

export const withTrail = (snapshot: Snapshot, d: DesiredOf<'trail'>, now: Instant): Snapshot => {
  const arn = trailArn(snapshot.partition, d)
  const make = (before: SnapshotTrail | undefined): SnapshotTrail => {
    const { known: config } = { known: configOf(d, known(before?.config)) }
    const had = new Map((before?.status ?? []).map((s) => [`${s.account}/${s.region}`, s]))
    const places = copiesOf(snapshot, d)
    const fresh = places
      .filter(({ account, region }) => !had.has(`${account}/${region}`))
      .map((place) => ({ ...place, readAt: now, status: { known: statusOf(d, undefined, now) } }))
    return {
      ...before,
      arn,
      name: d.name,
      homeRegion: d.region,
      readAt: now,
      config: { known: config },
      selectors: { known: d.selectors },
      hasCustomEventSelectors: { known: true },
      createdAt: before?.createdAt ?? { known: now },
      insightSelectors: { known: d.insightSelectors ?? [] },
      status: [
        ...[...had.values()].map((copy) =>
          'known' in copy.status
            ? { ...copy, status: { known: statusOf(d, copy.status.known, now) } }
            : copy,
        ),
        ...fresh,
      ],
    }
  }
  return { ...snapshot, trails: replaced(snapshot.trails, (t) => t.arn === arn, make) }
}

/** Stopped, proven needless, deleted. */
export const withoutTrail = (
  snapshot: Snapshot,
  { arn }: DesiredOf<'retired-trail'>,
): Snapshot => ({ ...snapshot, trails: snapshot.trails.filter((t) => t.arn !== arn) })
