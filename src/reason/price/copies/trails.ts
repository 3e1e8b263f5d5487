import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot, SnapshotTrail, TrailConfig } from '../../../model/snapshot.ts'
import { leavesOutGlobal, regionalBoxes } from '../../coverage/places/global-services.ts'
import { parseTrailArn, type TrailArn } from '../../coverage/trails/arn.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'
import { contains } from '../../selectors/constraint.ts'
import type { SelectableEvent } from '../../selectors/types.ts'
import type { PricedTrail } from './recorder.ts'
import { standingOf } from './standing.ts'

type Read = readonly SnapshotTrail[]

/** The latest reading that succeeded: known beats unknown, whoever read it (R22). */
const latest = <T>(read: Read, of: (trail: SnapshotTrail) => T | undefined): T | undefined =>
  read.toReversed().flatMap((trail) => {
    const value = of(trail)
    return value === undefined ? [] : [value]
  })[0]

const isRegional = (event: SelectableEvent): boolean =>
  regionalBoxes.some(
    ({ eventCategory, eventSource }) =>
      (eventCategory === undefined || contains(eventCategory, event.eventCategory ?? '')) &&
      (eventSource === undefined || contains(eventSource, event.eventSource ?? '')),
  )

/** Surely global: never given to a trail in us-east-1 that leaves global services out (facts/aws.md 3.8). */
const GLOBAL_SOURCES = ['cloudfront.amazonaws.com', 'iam.amazonaws.com']

/** What a trail is given of global services and, without recursive logging, of CloudTrail's own calls (3.8, 3.10). */
export const givesWith =
  (arn: TrailArn, config: TrailConfig | undefined): PricedTrail['gives'] =>
  ({ region }, event, isRecursive) => {
    if (config === undefined) return 'unknown'
    if (config.recursiveLogging === false && isRecursive) return 'no'
    if (!leavesOutGlobal(arn, config, region) || isRegional(event)) return 'yes'
    const isGlobal = GLOBAL_SOURCES.includes(event.eventSource ?? '')
    return arn.partition === 'aws' && isGlobal ? 'no' : 'unknown'
  }

/** What Insights analyse where no class is named: management events, as before there were others. */
const MANAGEMENT = ['Management']

const trailOf = (arn: TrailArn, read: Read, snapshots: readonly Snapshot[]): PricedTrail => {
  const config = latest(read, (t) => (isKnown(t.config) ? t.config.known : undefined))
  const selectors = latest(read, effectiveSelectors)
  const insights = latest(read, ({ insightSelectors: told }) =>
    told !== undefined && isKnown(told) ? told.known : undefined,
  )?.map(({ type, categories = MANAGEMENT }) => ({ type, categories }))
  const createdAt = latest(read, ({ createdAt: told }) =>
    told !== undefined && isKnown(told) ? told.known : undefined,
  )
  return {
    arn,
    configs: read.flatMap((t) => (isKnown(t.config) ? [t.config.known] : [])),
    ...(config === undefined ? {} : { config }),
    ...(selectors === undefined ? {} : { selectors }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(insights === undefined ? {} : { insights }),
    ...standingOf(arn, config, read, snapshots),
    gives: givesWith(arn, config),
  }
}

/** Every trail of the snapshots as they tell it last, by ARN, sorted. */
export const pricedTrails = (snapshots: readonly Snapshot[]): readonly PricedTrail[] => {
  const read = snapshots.flatMap((s) => s.trails).sort((a, b) => a.readAt - b.readAt)
  return [...groupBy(read, (trail) => trail.arn)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, all]) => {
      const arn = parseTrailArn(name)
      return arn === undefined ? [] : [trailOf(arn, all, snapshots)]
    })
}
