import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Cell, PricedTrail } from './recorder.ts'

/** Stands for the regions of an account whose list was not read. */
export const ANY_REGION = '*'

/** The regions of each account that were on when they were last read. */
const enabledIn = (snapshots: readonly Snapshot[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [
      ...groupBy(
        snapshots.flatMap((s) => s.regions),
        (r) => r.account,
      ),
    ].flatMap(([account, read]) => {
      const [last] = read
        .toSorted((a, b) => b.readAt - a.readAt)
        .flatMap(({ regions }) => (isKnown(regions) ? [regions.known] : []))
      return last === undefined
        ? []
        : [[account, last.filter((r) => r.enabled).map((r) => r.name)] as const]
    }),
  )

/** Accounts that trails can be in: their own and the members of the organisation. */
export const accountsNamed = (
  snapshots: readonly Snapshot[],
  trails: readonly PricedTrail[],
): readonly string[] => {
  const members = snapshots.flatMap(({ organization }) =>
    isKnown(organization) && organization.known !== null
      ? organization.known.accounts.map((a) => a.id)
      : [],
  )
  return [...new Set([...trails.map(({ arn }) => arn.account), ...members])].sort()
}

/**
 * Every account and region in which trails may record, events or none: of an account whose regions were not listed, any,
 * and those that trails of one region alone are in.
 */
export const cellsReached = (
  snapshots: readonly Snapshot[],
  trails: readonly PricedTrail[],
): readonly Cell[] => {
  const enabled = enabledIn(snapshots)
  const accounts = new Set([...enabled.keys(), ...accountsNamed(snapshots, trails)])
  const alone = trails.filter(({ config }) => config?.isMultiRegion !== true)
  const homesIn = (account: string): readonly string[] =>
    alone
      .map(({ arn, reaches }) => ({ region: arn.region, reaches }))
      .filter(({ region, reaches }) => reaches({ account, region }) !== 'no')
      .map(({ region }) => region)
  return [...accounts].flatMap((account) =>
    [...new Set(enabled.get(account) ?? [ANY_REGION, ...homesIn(account)])].map((region) => ({
      account,
      region,
    })),
  )
}
