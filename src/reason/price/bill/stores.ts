import { isKnown } from '../../../model/observed.ts'
import { between, NONE, type Range, scale, sum, UNKNOWN } from '../../../model/range.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { every } from '../../../model/ternary.ts'
import { ANY_REGION } from '../copies/cells.ts'
import { isMember, membersOf } from '../copies/members.ts'
import type { Cell } from '../copies/recorder.ts'
import { selects } from '../copies/records.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Counted } from './events.ts'
import { type Entry, OF_NO_EVENTS } from './ledger.ts'
import type { Measured } from './measured.ts'
import { isAllSeen } from './seen.ts'

const GB = 2 ** 30

type Config = Extract<EventDataStore['config'], { known: unknown }>['known']

/** Whether a store takes events in, by its status. */
export const ingesting: Readonly<Record<string, Ternary>> = {
  ENABLED: 'yes',
  STOPPED_INGESTION: 'no',
  PENDING_DELETION: 'no',
}

type Where = (store: EventDataStore, config: Config, cell: Cell) => Ternary

/** A store of the organisation takes its members in. */
export const reachesOf =
  (snapshots: readonly Snapshot[]): Where =>
  (store, config, cell) => {
    if (!config.isMultiRegion && store.region !== cell.region) return 'no'
    if (store.account === cell.account) return 'yes'
    return config.isOrganization ? isMember(snapshots, store.account, cell.account) : 'no'
  }

const takenIn = (
  reaches: Where,
  store: EventDataStore,
  config: Config,
  { cell, events }: Counted,
): Range => {
  const place = every([ingesting[config.status] ?? 'unknown', reaches(store, config, cell)])
  if (place === 'no') return NONE
  const size = ({ bytes }: Tuple, taken: Ternary): Range => {
    if (taken === 'no') return NONE
    return taken === 'yes'
      ? scale({ low: bytes, high: bytes, likely: bytes }, 1 / GB)
      : between(0, bytes / GB, null)
  }
  return sum(
    events.map(({ tuple }) => size(tuple, every([place, selects(config.selectors, tuple.event)]))),
  )
}

/** The latest reading of each store. */
export const storesOf = (snapshots: readonly Snapshot[]): readonly EventDataStore[] => [
  ...new Map(
    snapshots
      .flatMap((s) => s.eventDataStores)
      .sort((a, b) => a.readAt - b.readAt)
      .map((store) => [store.arn, store]),
  ).values(),
]

const lineOf = (
  store: EventDataStore,
  rest: Pick<Entry, 'item' | 'quantity' | 'uncertainty' | 'why'>,
): Entry => ({
  account: store.account,
  region: store.region,
  trail: store.arn,
  ...OF_NO_EVENTS,
  source: 'configuration',
  paidCopy: 'not-applicable',
  ...rest,
})

const whyTaken = ({ name }: EventDataStore): string =>
  `Event data store ${name} is charged by size for every event, management events too`

/** Cells of an account that a store takes events of; of a region that is no cell, what stands for any region. */
const cellsIn = (
  { recorders }: Measured,
  account: string,
  { region }: EventDataStore,
  { isMultiRegion }: Config,
): readonly Cell[] => {
  const own = [...recorders.keys()]
    .map((key) => key.split(' '))
    .filter(([a]) => a === account)
    .map(([, r = '']) => ({ account, region: r }))
  if (isMultiRegion) return own
  const there = own.filter((cell) => cell.region === region)
  return there.length > 0 ? there : own.filter((cell) => cell.region === ANY_REGION)
}

/** Whether all that a store takes in is in the lake, in every account and region that it reaches. */
const isWhollySeen = (measured: Measured, store: EventDataStore, config: Config): boolean => {
  const accounts = config.isOrganization
    ? membersOf(measured.snapshots, store.account)
    : new Set([store.account])
  if (accounts === undefined) return false
  return [...accounts, store.account].every((account) => {
    const cells = cellsIn(measured, account, store, config)
    return cells.length > 0 && cells.every((c) => isAllSeen(measured, c, config.selectors))
  })
}

/** Of what was not all seen, nothing that was counted is no sign of how much there is. */
const atLeast = ({ low, likely }: Range): Range => between(low, null, low === 0 ? null : likely)

const ingestion = (
  reaches: Where,
  store: EventDataStore,
  counted: readonly Counted[],
  measured: Measured,
): readonly Entry[] => {
  if (!isKnown(store.config))
    return [
      lineOf(store, {
        item: 'lake-ingestion',
        quantity: UNKNOWN,
        uncertainty: 'What the store takes in was not read',
        why: whyTaken(store),
      }),
    ]
  const config = store.config.known
  if (ingesting[config.status] === 'no') return []
  const taken = sum(counted.map((c) => takenIn(reaches, store, config, c)))
  const isSeen = isWhollySeen(measured, store, config)
  return [
    lineOf(store, {
      item: 'lake-ingestion',
      quantity: counted.length === 0 ? UNKNOWN : isSeen ? taken : atLeast(taken),
      uncertainty: isSeen
        ? 'Counted out of events that trails recorded'
        : 'Counted out of events that trails recorded; what the store alone takes in is not in the lake',
      why: whyTaken(store),
    }),
  ]
}

/** Included in the price of ingestion (facts/aws.md 4). */
const FIRST_YEAR = 366

/** What is kept beyond the first year is charged a month, whether the store still takes events in or not. */
const retention = (store: EventDataStore): readonly Entry[] => {
  const days = isKnown(store.config) ? store.config.known.retentionDays : undefined
  if (days !== undefined && days <= FIRST_YEAR) return []
  return [
    lineOf(store, {
      item: 'lake-retention',
      quantity: UNKNOWN,
      uncertainty: 'How much of it is older than a year was not read',
      why: `Event data store ${store.name} keeps events for ${days === undefined ? 'a time that was not read' : `${days} days`}; beyond the first year that is charged`,
    }),
  ]
}

/**
 * Event data stores: ingestion by size, of what they are set to take in out of the events of the lake, and retention.
 * Charged by the store; what was not read of it is unknown, and what it takes in beside the lake has no upper bound.
 */
export const storesLines = (measured: Measured, counted: readonly Counted[]): readonly Entry[] => {
  const reaches = reachesOf(measured.snapshots)
  return storesOf(measured.snapshots).flatMap((store) => [
    ...ingestion(reaches, store, counted, measured),
    ...retention(store),
  ])
}
