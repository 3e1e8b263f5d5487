import { type Intervals, intersect, union } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
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

const organizationsOf = (
  { trail }: TrailAnchors,
  snapshots: readonly Snapshot[],
): readonly Organization[] =>
  snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known?.managementAccount === trail.account ? [o.known] : [],
  )

/** Accounts that were read as delegated administrators of an organisation's trails (8.3). `undefined`: never read. */
export const delegatesOf = (
  told: TrailAnchors,
  snapshots: readonly Snapshot[],
): readonly string[] | undefined => {
  const lists = organizationsOf(told, snapshots).flatMap(({ delegatedAdministrators: d }) =>
    d !== undefined && isKnown(d) ? [d.known] : [],
  )
  return lists.length === 0 ? undefined : [...new Set(lists.flat())].sort()
}

/**
 * Where changes of a trail are believed to be recorded, if nobody but the delegated administrators that were read may
 * have made them.
 */
export const believedFrom = (
  told: TrailAnchors,
  snapshots: readonly Snapshot[],
): readonly Cell[] => {
  const { trail, organizational } = told
  const delegates = organizational ? (delegatesOf(told, snapshots) ?? []) : []
  const accounts = new Set([trail.account, ...delegates])
  return [...accounts].map((account) => ({ account, region: trail.region }))
}

/**
 * Where changes of a trail are recorded: in its owner's account and home region; for a trail of an organisation also
 * in any account that may be its delegated administrator (8.3), which may be any member. `undefined`: not known.
 */
export const changedFrom = (
  told: TrailAnchors,
  snapshots: readonly Snapshot[],
): readonly Cell[] | undefined => {
  const { trail, organizational } = told
  if (!organizational) return [trail]
  const members = organizationsOf(told, snapshots).flatMap((o) => o.accounts.map((a) => a.id))
  if (members.length === 0) return undefined
  const delegates = delegatesOf(told, snapshots) ?? []
  const accounts = [...new Set([trail.account, ...members, ...delegates])]
  return accounts.map((account) => ({ account, region: trail.region }))
}
