import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { sure } from '../../../model/ternary.ts'

type Members = ReadonlyMap<string, ReadonlySet<string>>

const known = new WeakMap<readonly Snapshot[], Members>()

/** The accounts of each organisation as they were read last, by the account that manages it. */
const membersIn = (snapshots: readonly Snapshot[]): Members => {
  const before = known.get(snapshots)
  if (before !== undefined) return before
  const members = new Map(
    snapshots
      .toSorted((a, b) => a.collectedAt - b.collectedAt)
      .flatMap(({ organization }) =>
        isKnown(organization) && organization.known !== null ? [organization.known] : [],
      )
      .map((o) => [o.managementAccount, new Set(o.accounts.map((a) => a.id))]),
  )
  known.set(snapshots, members)
  return members
}

/** The accounts of the organisation that an account manages; undefined where that was not read. */
export const membersOf = (
  snapshots: readonly Snapshot[],
  manager: string,
): ReadonlySet<string> | undefined => membersIn(snapshots).get(manager)

/** Whether an account belongs to the organisation that another one manages. */
export const isMember = (
  snapshots: readonly Snapshot[],
  manager: string,
  account: string,
): Ternary => {
  const own = membersIn(snapshots).get(manager)
  return own === undefined ? 'unknown' : sure(own.has(account))
}

/**
 * Whether a trail of which only the owner is known may be one of the organisation that reaches an account: such a trail is
 * owned by the account that manages the organisation (facts/aws.md 8.3). Never a sure yes.
 */
export const mayReach = (
  snapshots: readonly Snapshot[],
  owner: string,
  account: string,
): Ternary => {
  const organizations = membersIn(snapshots)
  const own = organizations.get(owner)
  if (own !== undefined) return own.has(account) ? 'unknown' : 'no'
  const isElsewhere = [...organizations].some(
    ([manager, members]) => manager === account || members.has(owner) || members.has(account),
  )
  const isAlone = snapshots.every((s) => isKnown(s.organization) && s.organization.known === null)
  return isElsewhere || isAlone ? 'no' : 'unknown'
}
