import type { ConfigurationEvent } from '../../../model/coverage.ts'
import type { Intervals } from '../../../model/intervals.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { booleanAt } from '../json.ts'
import type { Anchors } from './anchor.ts'
import { parseTrailArn, type TrailArn } from './arn.ts'
import { anchorsFromEvents, isTrailChange, trailOf } from './from-events.ts'
import { anchorsFromSnapshots, toldOn } from './from-snapshots.ts'

/** One trail, and everything that is told about it. */
export interface TrailAnchors {
  readonly trail: TrailArn
  readonly anchors: Anchors
  readonly toldOn: Intervals
  /** Whether it is, or was at some time, a trail of an organisation. */
  readonly organizational: boolean
}

/** Every trail that a snapshot or a successful change names, by ARN (R22), sorted. */
const trailsIn = (
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): readonly TrailArn[] => {
  const read = snapshots.flatMap((s) => s.trails).map((t) => parseTrailArn(t.arn))
  const changed = events.filter(isTrailChange).map(trailOf)
  const found = new Map([...read, ...changed].flatMap((t) => (t ? [[t.arn, t] as const] : [])))
  return [...found.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1))
}

const isOrganizational = (
  trail: TrailArn,
  told: Anchors,
  changes: readonly ConfigurationEvent[],
): boolean =>
  told.config.some((a) => a.after?.isOrganization) ||
  changes.some(
    (e) => trailOf(e)?.arn === trail.arn && booleanAt(e.response, 'isOrganizationTrail') === true,
  )

export const trailAnchors = (
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
  attested: ReadonlySet<number>,
): readonly TrailAnchors[] => {
  const changes = events.filter(isTrailChange)
  return trailsIn(snapshots, changes).map((trail) => {
    const told = anchorsFromSnapshots(trail, snapshots, changes)
    const organizational = isOrganizational(trail, told, changes)
    const seen = anchorsFromEvents(trail, changes, attested, organizational)
    return {
      trail,
      anchors: {
        config: [...told.config, ...seen.config],
        selectors: [...told.selectors, ...seen.selectors],
        logging: [...told.logging, ...seen.logging],
      },
      toldOn: toldOn(trail, snapshots),
      organizational,
    }
  })
}
