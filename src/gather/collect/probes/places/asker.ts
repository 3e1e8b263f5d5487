import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotTrail } from '../../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { ownerOfArn } from '../map/arn.ts'
import { perSnapshot } from './per-snapshot.ts'

const reached = perSnapshot(
  ({ accounts }): ReadonlySet<string> =>
    new Set(accounts.filter((a) => isKnown(a.reached)).map((a) => a.account)),
)

/** Whether collection got into an account. */
export const isReached = (found: Snapshot, account: string): boolean => reached(found).has(account)

/**
 * The one account that asks for what a trail names: the owner of the trail; where that was not reached, the first member
 * that has a copy. One alone, so that nothing is asked twice.
 */
export const askerOf = (found: Snapshot, trail: SnapshotTrail): string | undefined => {
  const owner = ownerOfArn(trail.arn)
  if (owner !== undefined && isReached(found, owner)) return owner
  return trail.status.map((s) => s.account).sort()[0]
}

const trailsByAsker = perSnapshot((found) => groupBy(found.trails, (t) => askerOf(found, t)))

/** The trails that an account asks for. */
export const trailsAskedBy = (found: Snapshot, account: string): readonly SnapshotTrail[] =>
  trailsByAsker(found).get(account) ?? []
