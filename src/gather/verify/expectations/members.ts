import { isKnown } from '../../../model/observed.ts'
import { defaultRegions } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'

export interface Member {
  readonly account: string
  readonly isActive: boolean
  readonly joinedAt: Instant | null
}

/** Accounts of the organisation by the newest snapshot that knows it; `null` where none does. */
export const membersOf = (snapshots: readonly Snapshot[]): readonly Member[] | null => {
  const known = snapshots
    .toSorted((a, b) => b.collectedAt - a.collectedAt)
    .flatMap(({ organization }) =>
      isKnown(organization) && organization.known !== null ? [organization.known] : [],
    )
  const newest = known[0]
  return (
    newest?.accounts.map(({ id, status, joinedAt }) => ({
      account: id,
      isActive: status === 'ACTIVE',
      joinedAt: joinedAt ?? null,
    })) ?? null
  )
}

/** Whether a region of an account is enabled, by the newest snapshot that says; those enabled from the first day always are. */
export const regionState = (
  snapshots: readonly Snapshot[],
  account: string,
  region: string,
): 'enabled' | 'disabled' | 'unknown' => {
  if (defaultRegions.includes(region)) return 'enabled'
  const read = snapshots
    .flatMap((s) => s.regions)
    .filter((r) => r.account === account)
    .toSorted((a, b) => b.readAt - a.readAt)
    .flatMap(({ regions }) => (isKnown(regions) ? [regions.known] : []))
  const found = read[0]?.find((r) => r.name === region)
  if (found === undefined) return 'unknown'
  return found.enabled ? 'enabled' : 'disabled'
}

/** Regions of an account that are known to be enabled. */
export const enabledRegions = (
  snapshots: readonly Snapshot[],
  account: string,
  partition: string,
): readonly string[] => {
  const told = snapshots
    .flatMap((s) => s.regions)
    .filter((r) => r.account === account)
    .flatMap(({ regions }) => (isKnown(regions) ? regions.known.map((r) => r.name) : []))
  const always = partition === 'aws' ? defaultRegions : []
  return [...new Set([...always, ...told])].filter(
    (region) => regionState(snapshots, account, region) === 'enabled',
  )
}
