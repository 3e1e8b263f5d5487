import { type Intervals, intersect, union } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { CLOUDTRAIL, trailWrites } from '../configuration-names.ts'
import type { HistoryRead } from '../history.ts'
import type { Cell } from '../read/location.ts'
import type { TrailAnchors } from './trails.ts'

/** Every change of a trail made in an account and region (facts/aws.md 5). */
export const trailWritesScope = ({ account, region }: Cell): Scope => ({
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

/** Times at which event history shows every change of a trail made in an account and region (R21). */
export const historyWitness = (cell: Cell, reads: readonly HistoryRead[]): Intervals => {
  const here = reads.filter((r) => r.account === cell.account && r.region === cell.region)
  return trailWrites
    .map((name) =>
      union(...here.filter((r) => r.names === 'all' || r.names.includes(name)).map((r) => r.times)),
    )
    .reduce((all, times) => intersect(all, times))
}

/**
 * Where changes of a trail are recorded: in its owner's account and home region; for a trail of an organisation also
 * in any account that may be its delegated administrator (8.3), which may be any member. `undefined`: not known.
 */
export const changedFrom = (
  { trail, organizational }: TrailAnchors,
  snapshots: readonly Snapshot[],
): readonly Cell[] | undefined => {
  if (!organizational) return [trail]
  const members = snapshots.flatMap((s) =>
    isKnown(s.organization) && s.organization.known?.managementAccount === trail.account
      ? s.organization.known.accounts.map((a) => a.id)
      : [],
  )
  if (members.length === 0) return undefined
  const accounts = [...new Set([trail.account, ...members])]
  return accounts.map((account) => ({ account, region: trail.region }))
}
