import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { mirrored, paired, type SnapshotChange, sameValue } from './change.ts'
import { recordersIn } from './recorder.ts'

const organizationOf = ({ organization }: Snapshot): Organization | undefined =>
  'known' in organization ? (organization.known ?? undefined) : undefined

/** Whether a trail of the organisation is logging there; undefined where that could not be read. */
const hasOrganizationTrail = (snapshot: Snapshot): boolean | undefined => {
  const found = recordersIn(snapshot).map(({ reach, isOn }) => {
    if ('known' in reach && !reach.known.isOrganization) return false
    return 'known' in reach && 'known' in isOn ? isOn.known : undefined
  })
  if (found.includes(true)) return true
  return found.includes(undefined) ? undefined : false
}

const memberChange = (
  account: string,
  joined: boolean,
  there: Snapshot,
  detail: string,
): SnapshotChange => {
  const trail = hasOrganizationTrail(there)
  const adding = trail === undefined ? 'unknown' : trail ? 'records-more' : 'same'
  return {
    what: `account ${account}`,
    place: account,
    before: joined ? 'not a member' : 'member',
    after: joined ? 'member' : 'not a member',
    effect: joined ? adding : mirrored(adding),
    detail,
  }
}

const accountChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] => {
  if (sameValue(before.organization, after.organization)) {
    const isOneReading = before.collectedAt === after.collectedAt
    if ('known' in before.organization || isOneReading) return []
  }
  if (!('known' in before.organization && 'known' in after.organization))
    return [
      {
        what: 'members of the organisation',
        place: 'organisation',
        before: 'known' in before.organization ? 'known' : 'unknown',
        after: 'known' in after.organization ? 'known' : 'unknown',
        effect: 'unknown',
        detail: 'which accounts joined or left is not known: the organisation could not be read',
      },
    ]
  const accounts = (s: Snapshot) => organizationOf(s)?.accounts ?? []
  return paired(accounts(before), accounts(after), (a) => a.id).flatMap((pair) => {
    if (pair.before === undefined)
      return [
        memberChange(pair.name, true, after, 'it joined: its events are possible from now on'),
      ]
    if (pair.after === undefined)
      return [
        memberChange(pair.name, false, before, 'it left: trails of the organisation end there'),
      ]
    if (pair.before.status === pair.after.status) return []
    return [
      {
        what: `account ${pair.name}`,
        place: pair.name,
        before: pair.before.status,
        after: pair.after.status,
        effect: 'same' as const,
        detail: 'its state in the organisation changed',
      },
    ]
  })
}

type Regions = Snapshot['regions'][number]

const enabledIn = (read: Regions | undefined): ReadonlyMap<string, boolean> | undefined =>
  read !== undefined && 'known' in read.regions
    ? new Map(read.regions.known.map((r) => [r.name, r.enabled]))
    : undefined

const regionChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] =>
  paired(before.regions, after.regions, (r) => r.account).flatMap((pair) => {
    if (sameValue(pair.before, pair.after)) return []
    const [was, is] = [enabledIn(pair.before), enabledIn(pair.after)]
    if (was === undefined || is === undefined)
      return [
        {
          what: `regions of ${pair.name}`,
          place: pair.name,
          before: was === undefined ? 'unknown' : 'known',
          after: is === undefined ? 'unknown' : 'known',
          effect: 'unknown' as const,
          detail: 'which regions were switched on or off is not known',
        },
      ]
    const state = (known: boolean | undefined) =>
      known === undefined ? 'unknown' : known ? 'enabled' : 'disabled'
    return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((region) => {
      const [b, a] = [was.get(region), is.get(region)]
      if (b === a) return []
      return [
        {
          what: `region ${region} of ${pair.name}`,
          place: `${pair.name} ${region}`,
          before: state(b),
          after: state(a),
          effect:
            b === undefined || a === undefined ? ('unknown' as const) : ('records-other' as const),
          detail:
            a === true
              ? 'events are possible there: trails of one region do not record them'
              : 'no more events there, and no more log files of it',
        },
      ]
    })
  })

/** Accounts and regions that came or went. */
export const placeChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] => [
  ...accountChanges(before, after),
  ...regionChanges(before, after),
]
