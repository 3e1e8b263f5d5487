import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Usage } from '../../../model/snapshot/usage.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { usageTypeOf } from '../../../model/usage-type.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import { billedRequests, isBilledRequest, recordedReading } from './billed.ts'
import { guarddutyReadings, requestReadings } from './metrics.ts'

const keyOf = (u: Usage): string =>
  [u.source, u.account, u.region, u.name, ...Object.entries(u.dimensions).flat().sort()].join('\t')

/** The latest reading of each that is known. */
const latestOf = (snapshots: readonly Snapshot[]): readonly Usage[] => {
  const known = snapshots
    .flatMap((s) => s.usage)
    .filter((u) => isKnown(u.amount) && u.from < u.to)
    .sort((a, b) => a.readAt - b.readAt)
  return [...new Map(known.map((u) => [keyOf(u), u])).values()]
}

/**
 * Accounts whose metrics of GuardDuty may be those of the whole organisation: its administrators; every account where
 * these were not read.
 */
const administrators = (snapshots: readonly Snapshot[]): ((account: string) => boolean) => {
  const organizations = snapshots.flatMap(({ organization }) =>
    isKnown(organization) && organization.known !== null ? [organization.known] : [],
  )
  const lists = organizations.flatMap(({ managementAccount, delegatedAdministrators: list }) =>
    list !== undefined && isKnown(list) ? [[managementAccount, ...list.known]] : [],
  )
  if (organizations.length > 0 && lists.length === 0) return () => true
  const all = new Set(lists.flat())
  return (account) => all.has(account)
}

/**
 * The volumes that snapshots hold beside the set-up: metrics of requests and of GuardDuty, and usage that was billed.
 * Nothing of what is unknown becomes a volume.
 */
export const usageReadings = (snapshots: readonly Snapshot[]): readonly VolumeReading[] => {
  const rows = latestOf(snapshots)
  const of = (source: Usage['source']): readonly Usage[] => rows.filter((u) => u.source === source)
  const billed = of('cost-explorer')
  const requests = groupBy(
    billed.filter(isBilledRequest),
    (u) => `${u.account} ${usageTypeOf(u.name).region}`,
  )
  return [
    ...billed.flatMap((u) => ('known' in u.amount ? recordedReading(u, u.amount.known) : [])),
    ...[...requests.values()].flatMap(billedRequests),
    ...requestReadings(of('request-metrics')),
    ...guarddutyReadings(of('guardduty'), administrators(snapshots)),
  ]
}

const placeOf = (r: VolumeReading): string => `${r.class} ${r.account} ${r.region}`

/**
 * Of events that were billed and that happen as well, one number only: for a bill of what is recorded, what was billed;
 * for a proposal, what happens, since what was billed cannot be replayed.
 */
export const readingsFor = (
  use: 'bill' | 'proposal',
  readings: readonly VolumeReading[],
): readonly VolumeReading[] => {
  const of = (counts: VolumeReading['counts']) =>
    new Set(readings.filter((r) => r.counts === counts).map(placeOf))
  const better = of(use === 'bill' ? 'recorded' : 'happening')
  const lesser = use === 'bill' ? 'happening' : 'recorded'
  return readings.filter(
    (r) => r.counts !== lesser || r.volume.source === 'given' || !better.has(placeOf(r)),
  )
}
