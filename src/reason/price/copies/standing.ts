import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Snapshot, SnapshotTrail, TrailConfig, TrailStatus } from '../../../model/snapshot.ts'
import type { TrailArn } from '../../coverage/trails/arn.ts'
import { isMember, mayReach } from './members.ts'
import { type Cell, cellKey, type PricedTrail } from './recorder.ts'

/** The copies of a trail whose status is known, by cell, and the latest of all; an organisation has thousands. */
interface Copies {
  readonly byCell: ReadonlyMap<string, TrailStatus>
  readonly accounts: ReadonlySet<string>
  /** Accounts that list it, whether they may read its status or not. */
  readonly asked: ReadonlySet<string>
  readonly last: TrailStatus | undefined
}

const copiesOf = (read: readonly SnapshotTrail[]): Copies => {
  const known = read
    .flatMap((trail) => trail.status)
    .sort((a, b) => a.readAt - b.readAt)
    .flatMap((copy) => (isKnown(copy.status) ? [{ ...copy, status: copy.status.known }] : []))
  return {
    byCell: new Map(known.map((copy) => [cellKey(copy), copy.status])),
    accounts: new Set(known.map((copy) => copy.account)),
    asked: new Set(read.flatMap((trail) => trail.status.map((copy) => copy.account))),
    last: known.at(-1)?.status,
  }
}

/** Whether a trail works in a cell at all; members of an organisation that was not read are not known. */
const reaches = (
  arn: TrailArn,
  config: TrailConfig | undefined,
  copies: Copies,
  snapshots: readonly Snapshot[],
  { account, region }: Cell,
): Ternary => {
  if (config === undefined)
    return arn.account === account || copies.asked.has(account)
      ? 'unknown'
      : mayReach(snapshots, arn.account, account)
  if (!config.isMultiRegion && arn.region !== region) return 'no'
  if (arn.account === account) return 'yes'
  if (!config.isOrganization) return 'no'
  return copies.accounts.has(account) ? 'yes' : isMember(snapshots, arn.account, account)
}

type State = ReturnType<PricedTrail['stateIn']>

/** Logging is a property of the whole trail; a delivery that fails is one of its copy in a cell (facts/aws.md 8.4). */
const logs = ({ byCell, last }: Copies, cell: Cell): State => {
  const here = byCell.get(cellKey(cell))
  if (here === undefined) return last === undefined ? 'unknown' : last.isLogging ? 'on' : 'off'
  if (!here.isLogging) return 'off'
  return here.latestDeliveryError === undefined ? 'on' : 'unknown'
}

/** Whether the trails of its home were listed later, without it. */
const isGone = (
  arn: TrailArn,
  read: readonly SnapshotTrail[],
  snapshots: readonly Snapshot[],
): boolean => {
  const last = read.at(-1)?.readAt ?? 0
  return snapshots
    .filter((s) => !s.trails.some((t) => t.arn === arn.arn))
    .flatMap((s) => s.trailsListed)
    .some(
      ({ account, region, readAt, listed }) =>
        account === arn.account && region === arn.region && readAt > last && isKnown(listed),
    )
}

/** Where a trail works and whether it is on there, by all of its readings, oldest first. */
export const standingOf = (
  arn: TrailArn,
  config: TrailConfig | undefined,
  read: readonly SnapshotTrail[],
  snapshots: readonly Snapshot[],
): Pick<PricedTrail, 'reaches' | 'stateIn'> => {
  const copies = copiesOf(read)
  const gone = isGone(arn, read, snapshots)
  return {
    reaches: (cell) => reaches(arn, config, copies, snapshots, cell),
    stateIn: (cell) => {
      const reach = reaches(arn, config, copies, snapshots, cell)
      if (gone || reach === 'no') return 'off'
      const state = logs(copies, cell)
      return reach === 'unknown' && state === 'on' ? 'unknown' : state
    },
  }
}
