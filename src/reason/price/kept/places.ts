import { isKnown } from '../../../model/observed.ts'
import type { Box, BoxFields } from '../../../model/scope.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Measured } from '../bill/measured.ts'
import type { Cell } from '../copies/recorder.ts'

/** Accounts and regions in which recorders may fare otherwise than elsewhere. */
export interface Known {
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort()

const members = (snapshots: readonly Snapshot[]): readonly string[] =>
  snapshots.flatMap(({ organization }) =>
    isKnown(organization) && organization.known !== null
      ? organization.known.accounts.map((a) => a.id)
      : [],
  )

/** Every account and region that the lake or the snapshots speak of. */
export const knownPlaces = ({ snapshots, trails, tuples }: Measured): Known => {
  const cells: readonly Cell[] = [
    ...[...tuples.values()].flatMap(([first]) => first ?? []),
    ...trails.map((t) => t.arn),
    ...snapshots.flatMap((s) => s.trails).flatMap((t) => t.status),
    ...snapshots.flatMap((s) => s.eventDataStores),
  ]
  return {
    accounts: sorted([...cells.map((c) => c.account), ...members(snapshots)]),
    regions: sorted(['us-east-1', ...cells.map((c) => c.region)]),
  }
}

/** A region that is not named: what holds in it holds in every other one (R25). */
const ANY = '*'

const regionsOf = (inside: readonly boolean[], all: readonly string[]): BoxFields | undefined => {
  const here = all.filter((_, i) => inside[i])
  const outside = all.filter((_, i) => !inside[i])
  if (inside.at(-1) !== true) return here.length === 0 ? undefined : { region: { Equals: here } }
  return outside.length === 0 ? {} : { region: { NotEquals: outside } }
}

/** The accounts and regions in which something holds, as few boxes as its accounts fare differently. */
export const boxesWhere = (
  { accounts, regions }: Known,
  holds: (cell: Cell) => boolean,
): readonly Box[] => {
  const groups = new Map<string, { readonly where: BoxFields; readonly accounts: string[] }>()
  for (const account of accounts) {
    const inside = [...regions, ANY].map((region) => holds({ account, region }))
    const where = regionsOf(inside, regions)
    if (where === undefined) continue
    const key = inside.map(Number).join('')
    const group = groups.get(key) ?? { where, accounts: [] }
    groups.set(key, group)
    group.accounts.push(account)
  }
  return [...groups.values()].map((group) => ({
    fields: { account: { Equals: group.accounts }, ...group.where },
  }))
}
