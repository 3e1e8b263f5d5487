import { WholetrailError } from '../../model/error.ts'
import { isKnown } from '../../model/observed.ts'
import { defaultRegions, partitionOfRegion } from '../../model/regions.ts'
import type { Snapshot } from '../../model/snapshot.ts'

/** Where an account is read, and where it is not though it might be in use. */
export interface AccountPlan {
  readonly account: string
  readonly asked: readonly string[]
  readonly unread: readonly string[]
}

/** The regions of this partition that no account has to enable. */
const ordinary = (partition: string, globalRegion: string): readonly string[] =>
  partition === 'aws' ? defaultRegions : [globalRegion]

type Row = Snapshot['regions'][number]

/** Regions that are not known to be disabled in an account (R25), of those that any account has heard of. */
const possible = (row: Row, heardOf: readonly string[]): readonly string[] =>
  isKnown(row.regions) ? row.regions.known.filter((r) => r.enabled).map((r) => r.name) : heardOf

/** Which regions each account is asked in; a region that is left out stays unknown, never disabled. */
export const planOf = (
  snapshot: Snapshot,
  wanted: readonly string[] | undefined,
  globalRegion: string,
): readonly AccountPlan[] => {
  const { partition } = snapshot
  const heardOf = [
    ...new Set([
      ...ordinary(partition, globalRegion),
      ...(wanted ?? []).filter((region) => partitionOfRegion(region) === partition),
      ...snapshot.regions.flatMap(({ regions }) =>
        isKnown(regions) ? regions.known.map((r) => r.name) : [],
      ),
    ]),
  ].sort()
  const reached = new Set(snapshot.accounts.filter((a) => isKnown(a.reached)).map((a) => a.account))
  return snapshot.regions.map((row) => {
    const regions = possible(row, heardOf)
    const asked = reached.has(row.account)
      ? regions.filter((region) => wanted === undefined || wanted.includes(region))
      : []
    return { account: row.account, asked, unread: regions.filter((r) => !asked.includes(r)) }
  })
}

/** Throws `usage` for a region that AWS does not have: a slip of the pen would read nothing and say so too late. */
export const checkRegions = (wanted: readonly string[] | undefined, snapshot: Snapshot): void => {
  const lists = snapshot.regions.flatMap(({ regions }) =>
    isKnown(regions) ? [regions.known.map((r) => r.name)] : [],
  )
  if (lists.length === 0) return
  const names = new Set(lists.flat())
  const slip = wanted?.find((region) => !names.has(region))
  if (slip === undefined) return
  throw new WholetrailError('usage', `AWS has no region ${slip}`, {
    hint: `its regions: ${[...names].sort().join(', ')}`,
  })
}
