import type { Observed } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { paired, type SnapshotChange, sameValue, words } from './change.ts'

/** Things that guard or watch what is recorded, under a name that stays. */
interface Guards {
  readonly what: string
  readonly lost: string
  /** Everything of the kind, or why it is not known. */
  readonly of: (snapshot: Snapshot) => Observed<readonly { name: string; value: unknown }[]>
  /** Whether its absence there is known. */
  readonly wouldStandIn: (snapshot: Snapshot, name: string) => boolean
}

const policies = ({
  organization,
}: Snapshot): Observed<readonly { name: string; value: unknown }[]> => {
  if (!('known' in organization)) return organization
  const list = organization.known?.serviceControlPolicies
  if (organization.known === null) return { known: [] }
  if (list === undefined) return { unknown: 'not-collected' }
  if (!('known' in list)) return list
  return {
    known: list.known.map(({ id, name, content, targets }) => ({
      name: `${name} (${id})`,
      value: { content, targets },
    })),
  }
}

type Listing = 'alarms' | 'event-rules'

/** Known only where every list of the kind was read. */
const listed = (
  snapshot: Snapshot,
  what: Listing,
  things: readonly { readonly arn: string; readonly readAt: number }[],
): Observed<readonly { name: string; value: unknown }[]> => {
  const lists = snapshot.listings.filter((l) => l.what === what)
  if (lists.length === 0 && things.length === 0) return { unknown: 'not-collected' }
  const failed = lists.find((l) => !('known' in l.listed))
  if (failed !== undefined && !('known' in failed.listed)) return failed.listed
  return { known: things.map(({ readAt: _, ...value }) => ({ name: value.arn, value })) }
}

const placeIn = (
  arn: string,
): { readonly region: string; readonly account: string } | undefined => {
  const m = /^arn:[^:]+:[^:]+:([^:]*):(\d{12})/.exec(arn)
  return m === null ? undefined : { region: m[1] ?? '', account: m[2] ?? '' }
}

/** Whether the list in which it would stand was read: what is not in an unread list is not absent. */
const wouldStandIn =
  (what: Listing) =>
  ({ listings }: Snapshot, arn: string): boolean => {
    const place = placeIn(arn)
    return listings.some(
      (l) =>
        l.what === what &&
        l.account === place?.account &&
        l.region === place.region &&
        'known' in l.listed,
    )
  }

const guards = [
  {
    what: 'service control policy',
    lost: 'what it forbade is allowed again, to change trails among it where it spoke of them',
    of: policies,
    wouldStandIn: () => true,
  },
  {
    what: 'alarm',
    lost: 'nobody is told by it any more',
    of: (s) => listed(s, 'alarms', s.alarms),
    wouldStandIn: wouldStandIn('alarms'),
  },
  {
    what: 'event rule',
    lost: 'nobody is told by it any more',
    of: (s) => listed(s, 'event-rules', s.eventRules),
    wouldStandIn: wouldStandIn('event-rules'),
  },
] as const satisfies readonly Guards[]

const changesOf = (
  { what, lost, of, wouldStandIn }: Guards,
  before: Snapshot,
  after: Snapshot,
): readonly SnapshotChange[] => {
  const [was, is] = [of(before), of(after)]
  if (!('known' in was && 'known' in is)) {
    const isOneReading = before.collectedAt === after.collectedAt && sameValue(was, is)
    const count = (side: Observed<readonly unknown[]>) => words(side, (all) => `${all.length}`)
    return isOneReading
      ? []
      : [
          {
            what: `every ${what}`,
            place: 'all that was collected',
            before: count(was),
            after: count(is),
            effect: 'unknown',
            detail: 'what changed in them is not known: they could not be read on both sides',
          },
        ]
  }
  return paired(was.known, is.known, (g) => g.name).flatMap((pair) => {
    if (sameValue(pair.before?.value, pair.after?.value)) return []
    const gone = pair.after === undefined
    const added = pair.before === undefined
    const other = gone ? after : before
    const isSure = !(gone || added) || wouldStandIn(other, pair.name)
    const absent = isSure ? 'absent' : 'unknown (not listed)'
    const place = placeIn(pair.name)
    return [
      {
        what: `${what} ${pair.name}`,
        place: place === undefined ? 'organisation' : `${place.account} ${place.region}`,
        before: added ? absent : 'there',
        after: gone ? absent : added ? 'there' : 'changed',
        effect: isSure ? ('same' as const) : ('unknown' as const),
        detail: !isSure
          ? 'whether it was there on the other side is not known: that list was not read'
          : gone
            ? lost
            : added
              ? 'it was added'
              : 'it was changed',
      },
    ]
  })
}

/** What changed in that which guards the trails and tells of their tampering. */
export const guardChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] =>
  guards.flatMap((guard) => changesOf(guard, before, after))
