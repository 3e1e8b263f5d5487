import { type Query, sql } from '../../../engine/sql.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { DAY, type Interval, SECOND } from '../../../model/time.ts'
import { monthly, type VolumeReading } from '../../../model/volume.ts'
import { attributedByDigests } from '../copies/attribute.ts'
import { cellsReached } from '../copies/cells.ts'
import { completenessOf, SETTLING } from '../copies/complete.ts'
import type { Attribution } from '../copies/files-sql.ts'
import { type Gap, gapsOf } from '../copies/gaps.ts'
import { cellsInHistory } from '../copies/history.ts'
import { type Place, placesOf } from '../copies/places.ts'
import { cellKey, type PricedTrail, type Recorders } from '../copies/recorder.ts'
import { allRecorders } from '../copies/recorders.ts'
import { pricedTrails } from '../copies/trails.ts'
import type { Tuple } from '../volumes/tuple.ts'
import { tuplesOf } from '../volumes/tuples.ts'

/** All that a bill is computed from: pure data, which a proposal changes and bills again. */
export interface Measured {
  /** Null: the lake has no events. */
  readonly window: Interval | null
  /** From a count of the window to a month; 0 without a window. */
  readonly factor: number
  readonly snapshots: readonly Snapshot[]
  readonly trails: readonly PricedTrail[]
  readonly places: readonly Place[]
  /** By `cellKey`. */
  readonly recorders: Recorders
  readonly tuples: ReadonlyMap<string, readonly Tuple[]>
  readonly readings: readonly VolumeReading[]
  /** Cells (`cellKey`) all of whose management events of the window were fetched from event history. */
  readonly history?: ReadonlySet<string>
  /** Days of the window of which nothing was ingested, by place. */
  readonly gaps?: readonly Gap[]
  /** Of a proposal: `wholeOf` the measurement before it. */
  readonly whole?: ReadonlySet<string>
  /** Of a proposal: the measurement before any change. */
  readonly was?: Measured
  /** The events as the lake has them, where `tuples` are those with the numbers that the user gave. */
  readonly counted?: Measured['tuples']
}

export interface MeasureOptions {
  /** Default: the last 30 days that have events. */
  readonly window?: Interval
  /** Selectors that are not in force and will be matched with the tuples as well: proposals. */
  readonly proposed?: readonly Selectors[]
  /** Volumes from elsewhere: access logs, metrics, Cost Explorer, the user. */
  readonly readings?: readonly VolumeReading[]
}

const DAYS = 30

/**
 * The last 30 days that have events and are settled (R27): the last two hours are left out, for which files may be
 * missing yet. Less where the lake holds less, and all of it where that is less than a day; null for an empty lake.
 */
export const lakeWindow = async (query: Query): Promise<Interval | null> => {
  const [row] = await query(
    sql`SELECT min(event_time) AS first, max(event_time) AS last FROM events`,
  )
  const { first, last } = row ?? {}
  if (typeof first !== 'number' || typeof last !== 'number') return null
  const to = (last - first < DAY ? last : last - SETTLING) + SECOND
  return { from: Math.max(first, to - DAYS * DAY), to }
}

/** What a measurement is made from, beside the events of the lake. */
export type Found = Pick<Evidence, 'snapshots' | 'manifest' | 'ledger'>

/** Digests are asked only where several trails write to one place: elsewhere the place says whose a file is. */
const attributionsFor = (
  places: readonly Place[],
  recorders: Recorders,
  found: Found,
): readonly Attribution[] => {
  const doubtful = [...recorders.values()].some((list) => list.some((r) => r.writers.length > 1))
  return doubtful && places.length > 0 ? attributedByDigests(found.ledger, found.manifest) : []
}

const recordersFor = (
  places: readonly Place[],
  trails: readonly PricedTrail[],
  found: Found,
  window: Interval,
  tuples: readonly Tuple[] = [],
): Recorders => {
  const isRead = completenessOf(found.manifest, window)
  return allRecorders([...tuples, ...cellsReached(found.snapshots, trails)], places, trails, isRead)
}

/**
 * Measures what is recorded, by whom and in how many copies: one look at the events of the lake. Without events all
 * volumes come from readings.
 */
export const measure = async (
  query: Query,
  found: Found,
  options: MeasureOptions = {},
): Promise<Measured> => {
  const { proposed = [], readings = [] } = options
  const trails = pricedTrails(found.snapshots)
  const common = { snapshots: found.snapshots, trails, readings }
  const window = options.window ?? (await lakeWindow(query))
  if (window === null)
    return {
      ...common,
      window,
      factor: 0,
      places: [],
      recorders: new Map(),
      tuples: new Map(),
    }
  const homes = [...new Set(trails.flatMap((t) => t.configs.map((config) => config.s3Bucket)))]
  const unnamed = await placesOf(query, window, { attributions: [], homes })
  const attributions = attributionsFor(unnamed, recordersFor(unnamed, trails, found, window), found)
  const writers = { attributions, homes }
  const places = attributions.length === 0 ? unnamed : await placesOf(query, window, writers)
  const stores = found.snapshots
    .flatMap((s) => s.eventDataStores)
    .flatMap(({ config }) => ('known' in config ? [config.known.selectors] : []))
  const selectors = [...trails.flatMap((t) => t.selectors ?? []), ...stores, ...proposed]
  const tuples = await tuplesOf(query, selectors, window, writers)
  return {
    ...common,
    window,
    factor: monthly(window),
    places,
    recorders: recordersFor(places, trails, found, window, tuples),
    history: cellsInHistory(found.manifest, window),
    gaps: gapsOf(found.manifest, window, trails),
    tuples: groupBy(tuples, cellKey),
  }
}
