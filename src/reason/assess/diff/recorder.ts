import type { Observed } from '../../../model/observed.ts'
import { DEFAULT_SELECTORS, type Selectors } from '../../../model/selector.ts'
import type { SnapshotTrail, TrailStatus } from '../../../model/snapshot/trail.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { parseTrailArn } from '../../coverage/trails/arn.ts'
import { sameValue } from './change.ts'

/** Where a recorder works. */
export interface Reach {
  readonly isMultiRegion: boolean
  readonly isOrganization: boolean
  readonly includesGlobalEvents: boolean
}

/** A trail or an event data store, in what the two have in common. */
export interface Recorder {
  readonly arn: string
  readonly account: string
  readonly region: string
  readonly isOn: Observed<boolean>
  readonly selectors: Observed<Selectors>
  readonly reach: Observed<Reach>
  readonly trail?: SnapshotTrail
  /** What was read, to tell whether two of them are one reading. */
  readonly read: unknown
}

const mapped = <A, B>(value: Observed<A>, f: (known: A) => B): Observed<B> =>
  'known' in value ? { known: f(value.known) } : value

/** Both lists empty say nothing, unless they were never set (R5). */
const selectorsOf = (trail: SnapshotTrail): Observed<Selectors> => {
  const { selectors, hasCustomEventSelectors: custom } = trail
  if (!('known' in selectors)) return selectors
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors.known
  if (EventSelectors.length + AdvancedEventSelectors.length > 0) return selectors
  return custom !== undefined && 'known' in custom && !custom.known
    ? { known: DEFAULT_SELECTORS }
    : { unknown: 'not-supported', detail: 'the answer names no selectors' }
}

/** By the copy in the home region; by any that could be read, where all of them agree. */
const isOnOf = (trail: SnapshotTrail, account: string): Observed<boolean> => {
  const rows = trail.status
  const home = rows.find((r) => r.account === account && r.region === trail.homeRegion)
  const on = ({ isLogging }: TrailStatus) => isLogging
  if (home !== undefined && 'known' in home.status) return mapped(home.status, on)
  const told = rows.flatMap((r) => ('known' in r.status ? [r.status.known.isLogging] : []))
  const [first, ...rest] = told
  if (first !== undefined && rest.every((r) => r === first)) return { known: first }
  return first === undefined
    ? mapped(home?.status ?? rows[0]?.status ?? { unknown: 'not-collected' }, on)
    : { unknown: 'error', detail: 'its copies say different things' }
}

const trailRecorder = (trail: SnapshotTrail): Recorder => {
  const account = parseTrailArn(trail.arn)?.account ?? ''
  return {
    arn: trail.arn,
    account,
    region: trail.homeRegion,
    isOn: isOnOf(trail, account),
    selectors: selectorsOf(trail),
    reach: mapped(trail.config, (c) => ({
      isMultiRegion: c.isMultiRegion,
      isOrganization: c.isOrganization,
      includesGlobalEvents: c.includeGlobalServiceEvents,
    })),
    trail,
    read: trail,
  }
}

/** In these states an event data store takes in nothing. */
const off = ['PENDING_DELETION', 'STOPPED_INGESTION', 'STOPPING_INGESTION', 'CREATED']

export const recordersIn = (snapshot: Snapshot): readonly Recorder[] => [
  ...snapshot.trails.map(trailRecorder),
  ...snapshot.eventDataStores.map(
    (store): Recorder => ({
      arn: store.arn,
      account: store.account,
      region: store.region,
      isOn: mapped(store.config, ({ status }) => !off.includes(status)),
      selectors: mapped(store.config, ({ selectors }) => selectors),
      reach: mapped(store.config, ({ isMultiRegion, isOrganization }) => ({
        isMultiRegion,
        isOrganization,
        includesGlobalEvents: true,
      })),
      read: store,
    }),
  ),
]

/** Whether the list in which this recorder would stand was read: only then its absence is known. */
export const isListedIn = (snapshot: Snapshot, { account, region, trail }: Recorder): boolean => {
  const lists =
    trail === undefined
      ? snapshot.listings.filter((l) => l.what === 'event-data-stores')
      : snapshot.trailsListed
  return lists.some((l) => l.account === account && l.region === region && 'known' in l.listed)
}

/** One reading, which both snapshots hold: nothing can have changed in between. */
export const isOneReading = (a: Recorder, b: Recorder): boolean => sameValue(a.read, b.read)
