import { type Intervals, intersect, intervals, union } from '../../../model/intervals.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { DAY } from '../../../model/time.ts'
import { CLOUDTRAIL, trailWrites } from '../configuration-names.ts'
import { readWhole } from '../history.ts'
import type { TrailArn } from './arn.ts'

/** Every change of any trail that an account owns and that has its home in a region (facts/aws.md 5). */
export const trailWritesScope = ({ account, region }: TrailArn): Scope => ({
  boxes: [
    {
      fields: {
        account: { Equals: [account] },
        region: { Equals: [region] },
        eventCategory: { Equals: ['Management'] },
        eventSource: { Equals: [CLOUDTRAIL] },
        eventName: { Equals: [...trailWrites] },
        readOnly: { Equals: ['false'] },
      },
    },
  ],
})

/** Event history reaches back this far (facts/aws.md 3.1). */
export const HISTORY_REACH = 90 * DAY

type Fetched = Snapshot['history'][number]

/** Times that a fetch of event history covers; less its settling where it must be certain (R27). */
export const fetchedTimes = (fetched: Fetched, settling: number): Intervals =>
  intervals([
    {
      from: Math.max(fetched.from, fetched.readAt - HISTORY_REACH),
      to: Math.min(fetched.to, fetched.readAt - settling),
    },
  ])

/** Times at which event history shows every change of the trails of an account and home region (R21). */
export const historyWitness = (
  trail: TrailArn,
  snapshots: readonly Snapshot[],
  settling: number,
): Intervals => {
  const fetches = snapshots
    .flatMap((s) => s.history)
    .filter((f) => f.account === trail.account && f.region === trail.region && readWhole(f))
  return trailWrites
    .map((name) =>
      union(
        ...fetches.filter((f) => f.eventNames.includes(name)).map((f) => fetchedTimes(f, settling)),
      ),
    )
    .reduce((all, times) => intersect(all, times))
}
